/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.api.op.Op;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.PreparedOperator;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;

/** Holds the rule against what the real TFLM used for the same models. */
class DeviceArenaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** TFLM was measured with a table of so many resource variables, of 40 bytes each. */
  private static final int TABLE = 100;

  private static final long TABLE_BYTES = 40 * TABLE;

  /**
   * What the measurement of the persistent part added: that table (4,016 bytes with its head) and
   * what {@code RecordingMicroAllocator} has more than its plain sisters (24 and 176 bytes), up to
   * the next multiples of 16.
   */
  private static final long MEASUREMENT_BYTES = TABLE_BYTES + 16 + 24 + 176;

  static boolean realModelsAreThere() {
    return Files.isDirectory(shared("real"));
  }

  private static Path shared(String path) {
    return Path.of(System.getProperty("tflm4j.shared", "../../shared")).resolve(path);
  }

  private static Interpreter interpreter(Path model) throws IOException {
    return Interpreter.builder(Model.of(Files.readAllBytes(model)), OpResolver.all())
        .provider("reference")
        .build();
  }

  private static List<JsonNode> manifest(Path folder) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("manifest.jsonl"))) {
      cases.add(JSON.readTree(line));
    }
    return cases;
  }

  /** All operators that TFLM has, in all its types: the rule is exact to the byte. */
  @Test
  void isExactFor64BitsOnEveryCaseOfTheCorpus() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    int cases = 0;
    try (Corpus corpus = Corpus.open()) {
      for (JsonNode entry : manifest(corpus.folder())) {
        Interpreter interpreter =
            interpreter(corpus.folder().resolve(entry.get("model").textValue()));
        DeviceArena arena = DeviceArena.estimate(DeviceProfile.BITS_64, interpreter);
        JsonNode tflm = entry.get("tflm");
        String id = entry.get("id").textValue();
        cases++;
        softly
            .assertThat(arena.arenaBytes())
            .as(id)
            .isEqualTo(tflm.get("arena_used_plain").longValue() - largerTable(interpreter));
        softly
            .assertThat(arena.nonPersistentBytes())
            .as(id + ", non-persistent")
            .isEqualTo(tflm.get("nonpersistent").longValue());
      }
    }
    assertThat(cases).isGreaterThan(2000);
    softly.assertAll();
  }

  /** The estimate has a table for the variables that the model names. */
  private static long largerTable(Interpreter interpreter) {
    long variables =
        interpreter.model().subgraphs().stream()
            .flatMap(subgraph -> interpreter.operators(subgraph.index()).stream())
            .map(PreparedOperator::op)
            .filter(VarHandle.class::isInstance)
            .map(Op::toString)
            .distinct()
            .count();
    return variables == 0 ? 0 : TABLE_BYTES - Math.ceilDiv(40 * variables, 16) * 16;
  }

  @Test
  @EnabledIf("realModelsAreThere")
  void isExactFor64BitsOnEveryRealModel() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    List<JsonNode> cases = manifest(shared("real"));
    assertThat(cases).isNotEmpty();
    for (JsonNode entry : cases) {
      String model = entry.get("model").textValue();
      DeviceArena arena =
          DeviceArena.estimate(DeviceProfile.BITS_64, interpreter(shared("real").resolve(model)));
      JsonNode tflm = entry.get("tflm");
      softly
          .assertThat(arena.nonPersistentBytes())
          .as(model)
          .isEqualTo(tflm.get("nonpersistent").longValue());
      // Two alignments lie between the figures.
      softly
          .assertThat(tflm.get("persistent").longValue() - arena.persistentBytes())
          .as(model + ", persistent, beyond the estimate")
          .isBetween(MEASUREMENT_BYTES, MEASUREMENT_BYTES + 24);
    }
    softly.assertAll();
  }

  /** Measured on a Corstone-300 with CMSIS-NN's kernels: 55,296 and 29,140 bytes. */
  @Test
  @EnabledIf("realModelsAreThere")
  void isNearTheFigureOfA32BitDevice() throws IOException {
    DeviceArena arena =
        DeviceArena.estimate(
            DeviceProfile.BITS_32, interpreter(shared("real/models/person_detect.tflite")));

    assertThat(arena.nonPersistentBytes()).isEqualTo(55_296);
    assertThat(arena.persistentBytes()).isCloseTo(29_140, Percentage.withPercentage(10));
    assertThat(arena.arenaBytes()).isCloseTo(84_436, Percentage.withPercentage(3));
  }

  @Test
  @EnabledIf("realModelsAreThere")
  void kindsAddUp() throws IOException {
    for (DeviceProfile profile : List.of(DeviceProfile.BITS_32, DeviceProfile.BITS_64)) {
      DeviceArena arena =
          DeviceArena.estimate(
              profile, interpreter(shared("real/models/audio_preprocessor_int8.tflite")));
      assertThat(arena.allocations().stream().mapToLong(Allocation::usedBytes).sum())
          .isEqualTo(arena.persistentBytes());
      assertThat(arena.allocations())
          .allSatisfy(allocation ->
              assertThat(allocation.usedBytes() - allocation.requestedBytes())
                  .isBetween(0L, 15L * allocation.count()));
    }
  }
}
