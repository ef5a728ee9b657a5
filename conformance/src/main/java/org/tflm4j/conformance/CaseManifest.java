/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the cases of a folder: {@code manifest.jsonl}, one JSON object per line for each case, and,
 * where there is one, {@code errors.jsonl} for models that must be refused.
 */
public final class CaseManifest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How TFLM names the operator that it refuses. */
  private static final Pattern REFUSED_OPERATOR =
      Pattern.compile("Node (\\w+) \\(number|builtin opcode '(\\w+)'");

  private CaseManifest() {}

  /**
   * Returns all cases of a folder.
   *
   * @throws IOException if a manifest is missing or cannot be read; the message names the file and
   *     the line
   */
  public static List<ConformanceCase> read(Path folder) throws IOException {
    Path manifest = folder.resolve("manifest.jsonl");
    if (!Files.exists(manifest)) {
      throw new NoSuchFileException(
          manifest.toString(), null, "a folder of cases has a manifest.jsonl");
    }
    List<ConformanceCase> cases = new ArrayList<>(lines(folder, manifest, false));
    Path errors = folder.resolve("errors.jsonl");
    if (Files.exists(errors)) {
      cases.addAll(lines(folder, errors, true));
    }
    return cases;
  }

  private static List<ConformanceCase> lines(Path folder, Path manifest, boolean refused)
      throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    List<String> lines = Files.readAllLines(manifest);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        JsonNode node = JSON.readTree(lines.get(i));
        cases.add(refused ? refusal(folder, node) : positive(folder, node));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new IOException(manifest + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return cases;
  }

  private static ConformanceCase positive(Path folder, JsonNode node) {
    String id = text(node, "id");
    List<Boolean> aborted = new ArrayList<>();
    node.path("frame_status").forEach(status -> aborted.add(status.asText().equals("abort")));
    return new ConformanceCase(
        id,
        node.path("op").asText(id.replaceAll("/.*", "")),
        node.path("type").asText(""),
        folder.resolve(text(node, "model")),
        folder.resolve(text(node, "input")),
        folder.resolve(text(node, "output")),
        node.path("frames").asInt(1),
        List.copyOf(aborted),
        node.path("exact").asBoolean(true),
        node.path("tolerance").path("atol").asDouble(0),
        node.path("tolerance").path("rtol").asDouble(0),
        node.path("tflm").path("nonpersistent").asLong(-1),
        0,
        null,
        false,
        false);
  }

  private static ConformanceCase refusal(Path folder, JsonNode node) {
    String message = node.path("tflm_message").asText("");
    boolean refusedForArena = message.contains("Requested: ");
    Matcher named = REFUSED_OPERATOR.matcher(message);
    String operator = null;
    if (!refusedForArena && named.find()) {
      operator = named.group(1) == null ? named.group(2) : named.group(1);
    }
    return new ConformanceCase(
        text(node, "id"),
        "refused",
        "",
        folder.resolve(text(node, "model")),
        node.has("input") ? folder.resolve(text(node, "input")) : null,
        null,
        1,
        List.of(),
        true,
        0,
        0,
        -1,
        node.path("arena_bytes").asInt(0),
        operator,
        refusedForArena,
        false);
  }

  private static String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException("the field \"" + field + "\" is missing");
    }
    return node.get(field).asText();
  }
}
