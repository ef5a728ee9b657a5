/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code validate}, {@code diff} and {@code run --dump-tensors} on each of the real models. */
@EnabledIf("available")
class RealModelsToolsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  static boolean available() {
    return Files.isDirectory(Execution.shared("real"));
  }

  private static Path real(String path) {
    return Execution.shared("real").resolve(path);
  }

  /** The first case of each model. */
  static Stream<JsonNode> cases() throws IOException {
    Map<String, JsonNode> first = new LinkedHashMap<>();
    for (String line : Files.readAllLines(real("manifest.jsonl"))) {
      JsonNode node = JSON.readTree(line);
      first.putIfAbsent(node.get("model").asText(), node);
    }
    return first.values().stream();
  }

  @Test
  void allAreValid() throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("validate", "--json", folder.resolve("v")));
    cases().forEach(node -> arguments.add(real(node.get("model").asText())));

    Execution run = Execution.of(arguments.toArray());

    assertThat(run.status()).as(run.out()).isZero();
    JsonNode report = JSON.readTree(folder.resolve("v").toFile());
    assertThat(report.get("models")).hasSize(arguments.size() - 3).hasSizeGreaterThan(20);
    for (JsonNode model : report.get("models")) {
      assertThat(model.get("valid").asBoolean()).isTrue();
      assertThat(model.get("arena_bytes").asLong()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void providersAgreeLayerByLayer(JsonNode node) throws IOException {
    boolean exact = node.get("exact").asBoolean();
    Path json = folder.resolve("diff.json");
    List<Object> arguments =
        new ArrayList<>(List.of("diff", real(node.get("model").asText()), "-n", 2, "--json", json));
    if (!exact) {
      // Sums in another order: intermediate values are larger than the outputs.
      arguments.addAll(List.of("--rtol", "1e-3", "--atol", "1e-3"));
    }

    Execution run = Execution.of(arguments.toArray());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as(run.out()).isZero();
    JsonNode report = JSON.readTree(json.toFile());
    assertThat(report.get("equal").asBoolean()).isTrue();
    JsonNode comparison = report.get("comparisons").get(0);
    assertThat(comparison.get("tensors").size())
        .isGreaterThan(node.get("inputs").size() + node.get("outputs").size() - 1);
    assertThat(comparison.get("baseline_plan_problem").isNull()).isTrue();
    assertThat(comparison.get("plan_problem").isNull()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dumpsHoldTheGoldenOutputs(JsonNode node) throws IOException {
    Path dump = folder.resolve("dump");
    int frames = Math.min(node.get("frames").asInt(), 3);
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                real(node.get("model").asText()),
                "-i",
                firstFrames(node, frames),
                "--dump-tensors",
                dump));

    Execution run = Execution.of(arguments.toArray());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode index = JSON.readTree(dump.resolve("index.json").toFile());
    assertThat(index.get("frames")).hasSize(frames);
    byte[] expected = Files.readAllBytes(real(node.get("output").asText()));
    int frameBytes = expected.length / node.get("frames").asInt();
    for (JsonNode frame : index.get("frames")) {
      Path frameFolder = dump.resolve(frame.get("folder").asText());
      ByteArrayOutputStream outputs = new ByteArrayOutputStream();
      for (JsonNode output : node.get("outputs")) {
        outputs.write(data(index, frameFolder, output.get("name").asText(), "output"));
      }
      int at = frame.get("frame").asInt() * frameBytes;
      assertThat(outputs.size()).isEqualTo(frameBytes);
      if (node.get("exact").asBoolean() && frame.get("completed").asBoolean()) {
        assertThat(outputs.toByteArray())
            .isEqualTo(Arrays.copyOfRange(expected, at, at + frameBytes));
      }
      // Nothing overwrites the inputs.
      byte[] fed = Files.readAllBytes(real(node.get("input").asText()));
      ByteArrayOutputStream inputs = new ByteArrayOutputStream();
      for (JsonNode input : node.get("inputs")) {
        inputs.write(data(index, frameFolder, input.get("name").asText(), "input"));
      }
      int fedAt = frame.get("frame").asInt() * inputs.size();
      assertThat(inputs.toByteArray())
          .isEqualTo(Arrays.copyOfRange(fed, fedAt, fedAt + inputs.size()));
    }
  }

  private Path firstFrames(JsonNode node, int frames) throws IOException {
    byte[] all = Files.readAllBytes(real(node.get("input").asText()));
    int bytes = all.length / node.get("frames").asInt() * frames;
    return Files.write(folder.resolve("frames.bin"), Arrays.copyOf(all, bytes));
  }

  /** The elements of the dumped tensor with this name and role. */
  private static byte[] data(JsonNode index, Path frame, String name, String role)
      throws IOException {
    for (JsonNode tensor : index.get("tensors")) {
      if (tensor.get("name").asText().equals(name)
          && tensor.get("role").asText().equals(role)
          && tensor.get("subgraph").asInt() == 0) {
        byte[] file = Files.readAllBytes(frame.resolve(tensor.get("file").asText()));
        int start = 10 + ((file[8] & 0xFF) | (file[9] & 0xFF) << 8);
        return Arrays.copyOfRange(file, start, file.length);
      }
    }
    throw new AssertionError("no " + role + " " + name + " in the index");
  }
}
