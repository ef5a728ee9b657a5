/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.training.sine.SineModel;

class AnalyzeCommandTest {
  @TempDir private Path folder;
  private Path sine;
  private Path json;

  @BeforeEach
  void writeModel() throws IOException {
    sine = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
    json = folder.resolve("analysis.json");
  }

  private JsonNode analyze(Path model, Object... options) throws IOException {
    Object[] arguments = new Object[options.length + 4];
    arguments[0] = "analyze";
    arguments[1] = model;
    arguments[2] = "--json";
    arguments[3] = json;
    System.arraycopy(options, 0, arguments, 4, options.length);
    Execution run = Execution.of(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return new ObjectMapper().readTree(json.toFile());
  }

  @Test
  void tellsAPersonWhatTheModelTakes() {
    Execution run = Execution.of("analyze", sine, "-p", "reference", "--time", 0);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "sine.tflite: ", "SHA-256 ", "schema       3", "input 0      \"x\" INT8[1, 1], scale")
        .containsPattern(
            "1  FULLY_CONNECTED  INT8\\[1, 16] +272 +256 +\\d+ +\\d+ +[\\d.]+ [a-z]+  reference\n")
        .contains(
            "not timed",
            // 16 + 16 * 16 + 16 weights and 16 + 16 + 1 biases.
            "parameters       321",
            "multiply-adds    288, and 0 products",
            "smallest arena   ",
            "op_resolver.AddFullyConnected();",
            "    .addFullyConnected()")
        .containsPattern(
            "32-bit: [\\d,]+ bytes to allocate the model, [\\d,]+ in use then = [\\d,]+ non-")
        .containsPattern("node and registrations +3 +96");
  }

  @Test
  void tellsAMachineTheSame() throws IOException {
    JsonNode analysis = analyze(sine, "--time", "0.01");

    assertThat(analysis.get("format").textValue()).isEqualTo("tflm4j-analysis/1");
    JsonNode model = analysis.get("model");
    assertThat(model.get("file").textValue()).isEqualTo("sine.tflite");
    assertThat(model.get("bytes").intValue()).isEqualTo(SineModel.bundled().length);
    assertThat(model.get("sha256").textValue()).matches("[0-9a-f]{64}");
    assertThat(model.get("schema_version").intValue()).isEqualTo(3);
    assertThat(analysis.get("inputs").get(0).get("zero_point").intValue()).isEqualTo(-128);
    assertThat(analysis.get("outputs").get(0).get("scale").floatValue()).isPositive();
    assertThat(analysis.get("operators")).hasSize(3);
    JsonNode operator = analysis.get("operators").get(0);
    assertThat(operator.get("name").textValue()).isEqualTo("FULLY_CONNECTED");
    assertThat(operator.get("multiply_adds").intValue()).isEqualTo(16);
    assertThat(operator.get("time_us").doubleValue()).isPositive();
    assertThat(operator.get("declined").isArray()).isTrue();
    assertThat(analysis.get("totals").get("parameters").intValue()).isEqualTo(321);
    assertThat(analysis.get("timing").get("timed").booleanValue()).isTrue();
    assertThat(analysis.get("timing").get("method").textValue())
        .contains(" invocations on random inputs");
    assertThat(analysis.get("op_resolver").get("operators").get(0).textValue())
        .isEqualTo("FULLY_CONNECTED");
    JsonNode arena = analysis.get("arena");
    // Input, two hidden layers of 16 and output: two of them at a time, 16 bytes each.
    assertThat(arena.get("smallest_bytes").intValue()).isEqualTo(32);
    assertThat(arena.get("buffers")).hasSize(4);
    assertThat(arena.get("planners")).hasSizeGreaterThan(1);
  }

  /** The interpreter takes the arena that was found, and no smaller one. */
  @Test
  void smallestArenaIsTheSmallest() throws IOException {
    int bytes = analyze(sine, "--time", 0).get("arena").get("smallest_bytes").intValue();
    Path input = Files.write(folder.resolve("x.bin"), new byte[1]);

    assertThat(Execution.of("run", sine, "-i", input, "--arena", bytes).status()).isZero();
    assertThat(Execution.of("run", sine, "-i", input, "--arena", bytes - 1).status()).isEqualTo(1);
  }

  @Test
  void budgetsFailTheCommand() throws IOException {
    JsonNode analysis = analyze(sine, "--time", 0);
    int here = analysis.get("arena").get("smallest_bytes").intValue();
    int device = analysis.get("devices").get(0).get("required_bytes").intValue();

    Execution within =
        Execution.of(
            "analyze", sine, "--time", 0, "--max-arena", here, "--max-device-arena", device);
    assertThat(within.status()).isZero();
    assertThat(within.err()).isEmpty();

    Execution beyond =
        Execution.of(
            "analyze",
            sine,
            "--time",
            0,
            "--max-arena",
            here - 1,
            "--max-device-arena",
            device - 1);
    assertThat(beyond.status()).isEqualTo(1);
    assertThat(beyond.out()).contains("Op resolver");
    assertThat(beyond.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "tflm4j: %s: the arena takes 32 bytes, 1 more than the budget of 31 (--max-arena)"
                            .formatted(sine)),
            line ->
                assertThat(line)
                    .contains("the arena on a 32-bit device takes", "(--max-device-arena)"));
  }

  @Test
  void aBudgetOfTimeFailsTheCommand() {
    Execution within = Execution.of("analyze", sine, "--time", 0.01, "--max-latency-us", 1e9);
    assertThat(within.status()).isZero();
    assertThat(within.err()).isEmpty();

    Execution beyond = Execution.of("analyze", sine, "--time", 0.01, "--max-latency-us", 1e-6);
    assertThat(beyond.status()).isEqualTo(1);
    assertThat(beyond.err())
        .startsWith("tflm4j: " + sine + ": an invocation takes ")
        .contains("above the budget of 0.000001 us (--max-latency-us)");

    for (String[] wrong : new String[][] {{"0", "0.01"}, {"5", "0"}}) {
      Execution run =
          Execution.of("analyze", sine, "--max-latency-us", wrong[0], "--time", wrong[1]);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("--max-latency-us");
    }
  }

  /** A loop over a subgraph, whose condition is true for ever: nothing of it stands in the way. */
  @Test
  void analyzesControlFlow() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int x = main.tensor("x", TensorType.INT32, 1).index();
    int y = main.tensor("y", TensorType.INT32, 1).index();
    main.operator(
            BuiltinOperator.WHILE,
            OptionsBuilder.of(OptionsType.WHILE).int32(0, 1).int32(1, 2),
            new int[] {x},
            y)
        .inputs(x)
        .outputs(y);
    GraphBuilder condition = model.graph();
    int a = condition.tensor("a", TensorType.INT32, 1).index();
    int less = condition.tensor("less", TensorType.BOOL, 1).index();
    condition.operator(BuiltinOperator.EQUAL, new int[] {a, a}, less).inputs(a).outputs(less);
    GraphBuilder body = model.graph();
    int b = body.tensor("b", TensorType.INT32, 1).index();
    int c = body.tensor("c", TensorType.INT32, 1).index();
    body.operator(BuiltinOperator.MUL, new int[] {b, b}, c).inputs(b).outputs(c);

    JsonNode analysis =
        analyze(Files.write(folder.resolve("loop.tflite"), model.build()), "--time", "0.01");

    assertThat(analysis.get("operators")).hasSize(3);
    assertThat(analysis.get("operators").get(0).get("last_time").intValue())
        .isGreaterThan(analysis.get("operators").get(2).get("first_time").intValue() - 1);
    assertThat(analysis.get("totals").get("elementwise_multiplies").intValue()).isEqualTo(1);
    assertThat(analysis.get("arena").get("smallest_check").textValue())
        .contains("not invoked", "iterations");
    assertThat(analysis.get("timing").get("timed").booleanValue()).isFalse();
    assertThat(analysis.get("op_resolver").get("operators").toString())
        .isEqualTo("[\"EQUAL\",\"MUL\",\"WHILE\"]");
  }

  @Test
  void badModelsAreOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tflite"), "this is not a model");

    Execution run = Execution.of("analyze", text);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("tflm4j: ").contains("text.tflite");
    assertThat(run.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "NaN", "1e9", "long"})
  void timesWithinReason(String seconds) {
    Execution run = Execution.of("analyze", sine, "--time", seconds);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--max-arena", "--max-device-arena"})
  void aBudgetOfNothingIsWrongUsage(String option) {
    Execution run = Execution.of("analyze", sine, option, 0);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(option, "0 is less than 1");
  }
}
