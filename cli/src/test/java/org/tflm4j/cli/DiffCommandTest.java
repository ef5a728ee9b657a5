/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.schema.BuiltinOperator;
import org.tflm4j.training.sine.SineModel;

class DiffCommandTest {
  @TempDir private Path folder;

  /** x, -x, relu(-x), -relu(-x). */
  private Path negativeParts(String reluName) throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", FLOAT32, 2, 3).index();
    int minus = graph.tensor("minus", FLOAT32, 2, 3).index();
    int relu = graph.tensor(reluName, FLOAT32, 2, 3).index();
    int y = graph.tensor("y", FLOAT32, 2, 3).index();
    graph.operator(BuiltinOperator.NEG, new int[] {x}, minus);
    graph.operator(BuiltinOperator.RELU, new int[] {minus}, relu);
    graph.operator(BuiltinOperator.NEG, new int[] {relu}, y);
    graph.inputs(x).outputs(y);
    return Files.write(folder.resolve("parts.tflite"), model.build());
  }

  private Path floats(float... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Files.write(folder.resolve("x.bin"), bytes.array());
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("diff.json").toFile());
  }

  @Test
  void equalProvidersAreEqual() throws IOException {
    Path sine = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());

    Execution run = Execution.of("diff", sine, "--json", folder.resolve("diff.json"));

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("sine.tflite: 4 frames of random inputs, seed 0")
        .contains("vector and reference are equal in all 4 tensors");
    JsonNode json = json();
    assertThat(json.get("equal").asBoolean()).isTrue();
    JsonNode comparison = json.get("comparisons").get(0);
    assertThat(comparison.get("baseline").asText()).isEqualTo("reference");
    assertThat(comparison.get("provider").asText()).isEqualTo("vector");
    assertThat(comparison.has("first_difference")).isFalse();
    assertThat(comparison.get("tensors")).hasSize(4);
    assertThat(comparison.get("tensors").get(0).get("role").asText()).isEqualTo("input");
    assertThat(comparison.get("tensors").get(3).get("operator_name").asText())
        .isEqualTo("FULLY_CONNECTED");
  }

  /** Compares the faulty provider with the reference one. */
  private static Execution faulty(Path model, Path input, Object... options) {
    List<Object> arguments =
        new ArrayList<>(List.of("diff", model, "-p", "reference,faulty", "-i", input));
    arguments.addAll(List.of(options));
    return FaultyProvider.during(() -> Execution.of(arguments.toArray()));
  }

  /** In the second frame x goes through the third element of the first row. */
  @Test
  void namesTheFirstDifference() throws IOException {
    Path model = negativeParts("relu");
    Path input = floats(1, 0, -1, -2, 2, 0, 1, -3, -2.5f, 0, -8, 2);

    Execution run = faulty(model, input, "--json", folder.resolve("diff.json"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("faulty and reference DIFFER in 2 of 4 tensors")
        .contains(
            "first in tensor 2 \"relu\" FLOAT32[2, 3], written by operator 1 RELU (reference,"
                + " faulty)")
        .contains("frame 1, [0, 1]: 3.0 on reference, 3.5 on faulty")
        .contains("3 of 12 elements differ there, by at most 0.5")
        .containsPattern("operator 2 NEG +tensor 3 \"y\" FLOAT32\\[2, 3\\] +12 +3 +0.5")
        .doesNotContain("operator 0 NEG  ");
    JsonNode json = json();
    assertThat(json.get("equal").asBoolean()).isFalse();
    assertThat(json.get("frames").asInt()).isEqualTo(2);
    JsonNode first = json.get("comparisons").get(0).get("first_difference");
    assertThat(first.get("index").asInt()).isEqualTo(2);
    assertThat(first.get("operator").asInt()).isEqualTo(1);
    assertThat(first.get("kernel").asText()).isEqualTo("faulty");
    assertThat(first.get("baseline_kernel").asText()).isEqualTo("reference");
    assertThat(first.get("frame").asInt()).isEqualTo(1);
    assertThat(first.get("coordinate").toString()).isEqualTo("[0,1]");
    assertThat(first.get("expected").asText()).isEqualTo("3.0");
    assertThat(first.get("got").asText()).isEqualTo("3.5");
    assertThat(first.get("differing").asLong()).isEqualTo(3);
    assertThat(first.get("max_abs_error").asDouble()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0, 0", "0.49, 0, 1", "0, 0.2, 0", "0, 0.19, 1", "0.25, 0.1, 0"})
  void differencesWithinTheToleranceCountAsEqual(String absolute, String relative, int status)
      throws IOException {
    Path model = negativeParts("relu");
    Path input = floats(-2.5f, 0, 0, 0, 0, 0);

    Execution run = faulty(model, input, "--atol", absolute, "--rtol", relative);

    assertThat(run.status()).isEqualTo(status);
  }

  /** Such a kernel is right as long as tensors lie apart, and breaks the application. */
  @Test
  void findsAKernelThatMustNotRunInPlace() throws IOException {
    Path model = negativeParts("in place");
    Path input = floats(-1, -2, -1, -1, -1, -1);

    Execution run = faulty(model, input, "--json", folder.resolve("diff.json"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("faulty and reference DIFFER in 0 of 4 tensors")
        .contains("faulty gives other outputs when its tensors share memory: frame 0, output 0");
    assertThat(json().get("comparisons").get(0).get("plan_problem").asText())
        .contains("frame 0, output 0");
  }

  @Test
  void verboseListsAllTensors() throws IOException {
    Execution run = Execution.of("diff", negativeParts("relu"), "-v", "-n", 2, "--seed", 7);

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("2 frames of random inputs, seed 7")
        .containsPattern("\\n  - +tensor 0 \"x\" .*12 +0 +0\\n")
        .containsPattern("operator 0 NEG +tensor 1 \"minus\"");
  }

  /** Converters join names; in JSON they stay as they are. */
  @Test
  void longNamesDoNotWidenTheTable() throws IOException {
    String name = "model/" + "a;".repeat(100) + "end";
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor(name, TensorType.FLOAT32, 1, 4).index();
    int y = graph.tensor("y", TensorType.FLOAT32, 1, 4).index();
    graph.operator(BuiltinOperator.RELU, new int[] {x}, y).inputs(x).outputs(y);
    Path file = Files.write(folder.resolve("long.tflite"), model.build());

    Execution run = Execution.of("diff", file, "-v", "--json", folder.resolve("diff.json"));

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(140));
    assertThat(run.out()).contains("\"model/a;a;", "...\" FLOAT32[1, 4]");
    assertThat(json().get("comparisons").get(0).get("tensors").get(0).get("name").asText())
        .isEqualTo(name);
  }

  @Test
  void wrongUsageIsToldApart() throws IOException {
    Path model = negativeParts("relu");
    assertThat(Execution.of("diff").status()).isEqualTo(2);
    assertThat(Execution.of("diff", model, "-p", "reference").status()).isEqualTo(2);
    assertThat(Execution.of("diff", model, "-p", "vector,vector").status()).isEqualTo(2);
    assertThat(Execution.of("diff", model, "-n", 0).status()).isEqualTo(2);
    assertThat(Execution.of("diff", model, "--atol", "-1").status()).isEqualTo(2);
    assertThat(Execution.of("diff", model, "--rtol", "NaN").status()).isEqualTo(2);

    Execution unknown = Execution.of("diff", model, "-p", "reference,gpu");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).contains("no kernel provider gpu");
    Execution unavailable = Execution.of("diff", model, "-p", "reference,faulty");
    assertThat(unavailable.status()).isEqualTo(1);
    assertThat(unavailable.err()).contains("it is for tests; run one of them");
    Execution noModel = Execution.of("diff", folder.resolve("none.tflite"));
    assertThat(noModel.err()).contains("there is no such file");
  }
}
