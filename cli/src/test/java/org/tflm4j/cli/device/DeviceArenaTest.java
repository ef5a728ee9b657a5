/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.Corpus;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;

/** Holds the rule against what the real TFLM used for the same models. */
class DeviceArenaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** TFLM was measured with a table of so many resource variables, of 40 bytes each. */
  private static final long TABLE = 100;

  /**
   * What the measurement of the persistent part added: that table (4,016 bytes with its head) and
   * what {@code RecordingMicroAllocator} has more than its plain sisters (24 and 176 bytes), up to
   * the next multiples of 16.
   */
  private static final long MEASUREMENT_BYTES = 40 * TABLE + 16 + 24 + 176;

  static boolean realModelsAreThere() {
    return Files.isDirectory(shared("real"));
  }

  private static Path shared(String path) {
    return Path.of(System.getProperty("tflm4j.shared", "../../shared")).resolve(path);
  }

  private static Interpreter interpreter(Path model) throws IOException {
    return Interpreter.builder(Model.of(Files.readAllBytes(model)), OpResolver.all())
        .provider("reference")
        .separateOperators()
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
            .isEqualTo(tflm.get("arena_used_plain").longValue() - largerTable(interpreter, 40));
        softly
            .assertThat(arena.nonPersistentBytes())
            .as(id + ", non-persistent")
            .isEqualTo(tflm.get("nonpersistent").longValue());
      }
    }
    assertThat(cases).isGreaterThan(2000);
    softly.assertAll();
  }

  /**
   * TFLM compiled by g++ for x86 with {@code -m32 -malign-double}, which lays structs out as a
   * microcontroller's compiler does.
   */
  @Test
  void isExactFor32BitsOnEveryCaseOfTheCorpus() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    Map<String, Long> used = new HashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                DeviceArenaTest.class.getResourceAsStream("corpus-32-bit.txt"),
                StandardCharsets.UTF_8))) {
      for (String line : lines.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] fields = line.split(" ", -1);
        used.put(fields[0], Long.valueOf(fields[1]));
      }
    }
    int cases = 0;
    try (Corpus corpus = Corpus.open()) {
      for (JsonNode entry : manifest(corpus.folder())) {
        Long expected = used.get(entry.get("id").textValue());
        if (expected == null) {
          continue;
        }
        Interpreter interpreter =
            interpreter(corpus.folder().resolve(entry.get("model").textValue()));
        cases++;
        softly
            .assertThat(DeviceArena.estimate(DeviceProfile.BITS_32, interpreter).arenaBytes())
            .as(entry.get("id").textValue())
            .isEqualTo(expected - largerTable(interpreter, 20));
      }
    }
    assertThat(cases).isEqualTo(used.size()).isGreaterThan(2000);
    softly.assertAll();
  }

  /** The estimate has a table for the variables that the model names. */
  private static long largerTable(Interpreter interpreter, int variableBytes) {
    long variables =
        interpreter.model().subgraphs().stream()
            .flatMap(subgraph -> interpreter.operators(subgraph.index()).stream())
            .map(PreparedOperator::op)
            .filter(VarHandle.class::isInstance)
            .map(Op::toString)
            .distinct()
            .count();
    return variables == 0
        ? 0
        : variableBytes * TABLE - Math.ceilDiv(variableBytes * variables, 16) * 16;
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

  /**
   * What the same builds of TFLM used, and the smallest arenas in which they allocated the model,
   * found by trial.
   */
  @ParameterizedTest
  @EnabledIf("realModelsAreThere")
  @CsvSource({
    "audio_preprocessor_float, 7992, 8000, 9136, 9136",
    "audio_preprocessor_int8, 8488, 8496, 9952, 9952",
    "dtln_noise_suppression, 4652, 5136, 5568, 6480",
    "hello_world_float, 776, 1104, 1216, 1616",
    "hello_world_int8, 716, 1104, 1184, 1616",
    "keyword_scrambled, 13260, 15600, 14720, 17632",
    "keyword_scrambled_8bit, 8140, 10480, 9600, 12512",
    "micro_speech_lstm, 19020, 19024, 19728, 19728",
    "micro_speech_quantized, 6812, 6816, 7312, 7312",
    "mlperf_ad_float, 4648, 4656, 5664, 5664",
    "mlperf_ad_int8, 2380, 2816, 3424, 4080",
    "mlperf_kws_int8, 22780, 22784, 24000, 24000",
    "mlperf_resnet8_float, 201784, 201792, 203104, 203104",
    "mlperf_resnet8_int8, 54364, 54368, 55712, 55712",
    "mlperf_streaming_wakeword_int8, 15276, 15280, 16352, 16352",
    "mlperf_vww_float, 321816, 321824, 324512, 324512",
    "mlperf_vww_int8, 100668, 100672, 103392, 103392",
    "mnist_lstm_float, 7384, 7392, 7984, 7984",
    "mnist_lstm_int8, 3228, 3232, 3936, 3936",
    "mobilenet_v2_224_int8, 2600604, 2600608, 2606896, 2606896",
    "person_detect, 82300, 82304, 85024, 85024",
    "simple_add, 49628, 49632, 49936, 49936"
  })
  void isExactForBothWidthsOnEveryRealModel(
      String model, long used32, long required32, long used64, long required64) throws IOException {
    Interpreter interpreter = interpreter(shared("real/models/" + model + ".tflite"));

    DeviceArena narrow = DeviceArena.estimate(DeviceProfile.BITS_32, interpreter);
    assertThat(narrow.arenaBytes()).isEqualTo(used32);
    assertThat(narrow.requiredBytes()).isEqualTo(required32);
    DeviceArena wide = DeviceArena.estimate(DeviceProfile.BITS_64, interpreter);
    assertThat(wide.arenaBytes()).isEqualTo(used64);
    assertThat(wide.requiredBytes()).isEqualTo(required64);
  }

  /** TFLM has no TILE, so no device can run it with TFLM. */
  @Test
  void thereIsNoneForOperatorsThatTflmDoesNotHave() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    graph.tensor("x", TensorType.FLOAT32, 1, 4);
    graph.tensor("y", TensorType.FLOAT32, 1, 4);
    graph.tensor("z", TensorType.FLOAT32, 1, 4);
    graph.operator(BuiltinOperator.RELU, new int[] {0}, 1);
    graph.operator(BuiltinOperator.TILE, new int[] {1}, 2);
    graph.inputs(0).outputs(2);
    OpResolver resolver =
        OpResolver.builder()
            .addRelu()
            .add(BuiltinOperator.TILE, context -> () -> "TILE", request -> context -> {})
            .build();
    Interpreter interpreter =
        Interpreter.builder(Model.of(model.build()), resolver).provider("reference").build();

    assertThat(DeviceArena.missingOnDevice(interpreter))
        .extracting(OperatorNode::label)
        .containsExactly("operator 1 TILE");
    assertThatThrownBy(() -> DeviceArena.estimate(DeviceProfile.BITS_32, interpreter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TensorFlow Lite Micro does not have operator 1 TILE");
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
