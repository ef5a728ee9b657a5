/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.api.tensor.TensorType.FLOAT16;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.UINT8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.ModelValidator;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.training.sine.SineModel;

class ValidateCommandTest {
  @TempDir private Path folder;

  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder main = model.graph();

  private Path file() throws IOException {
    return Files.write(folder.resolve("model.tflite"), model.build());
  }

  private JsonNode validate(int status, Path... files) throws IOException {
    Path json = folder.resolve("report.json");
    List<Object> arguments = new ArrayList<>(List.of("validate", "--json", json));
    arguments.addAll(List.of(files));
    Execution run = Execution.of(arguments.toArray());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as(run.out()).isEqualTo(status);
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.get("valid").asBoolean()).isEqualTo(status == 0);
    assertThat(root.get("models")).hasSize(files.length);
    return root.get("models");
  }

  private List<String> kinds() throws IOException {
    JsonNode problems = validate(1, file()).get(0).get("problems");
    List<String> kinds = new ArrayList<>();
    problems.forEach(problem -> {
      assertThat(problem.get("message").asText()).isNotBlank();
      assertThat(problem.get("remedy").asText()).isNotBlank();
      kinds.add(problem.get("kind").asText());
    });
    return kinds;
  }

  private void fullyConnected(int input, int weights, int output) {
    main.operator(
        BuiltinOperator.FULLY_CONNECTED,
        OptionsBuilder.of(OptionsType.FULLY_CONNECTED),
        new int[] {input, weights},
        output);
  }

  @Test
  void aValidModelIsValid() throws IOException {
    Path sine = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());

    Execution run = Execution.of("validate", sine);

    assertThat(run.status()).isZero();
    assertThat(run.out()).containsPattern("sine.tflite: valid, 3 operators, \\d+ bytes of arena");
    JsonNode result = validate(0, sine, sine).get(0);
    assertThat(result.get("valid").asBoolean()).isTrue();
    assertThat(run.out()).contains("of arena, all operators in TensorFlow Lite Micro");
    assertThat(result.get("operators").asInt()).isEqualTo(3);
    assertThat(result.get("tflm_operators").asInt()).isEqualTo(3);
    assertThat(result.get("tensorflow_lite_operators")).isEmpty();
    assertThat(result.get("arena_bytes").asInt()).isPositive();
    assertThat(result.get("problems")).isEmpty();
  }

  /** TensorFlow Lite Micro has no TILE; here the application brings it. */
  @Test
  void namesOperatorsThatTensorFlowLiteAloneHas() throws IOException {
    main.tensor("x", FLOAT32, 1, 4);
    main.tensor("y", FLOAT32, 1, 4);
    main.tensor("z", FLOAT32, 1, 4);
    main.operator(BuiltinOperator.RELU, new int[] {0}, 1);
    main.operator(BuiltinOperator.TILE, new int[] {1}, 2);
    main.inputs(0).outputs(2);
    OpResolver resolver =
        OpResolver.builder()
            .addAll()
            .add(BuiltinOperator.TILE, context -> () -> "TILE", request -> context -> {})
            .build();
    ModelFile file = new ModelFile(Path.of("model.tflite"));

    ModelValidator.Result result = new ModelValidator(resolver).validate(model.build());

    assertThat(ValidateCommand.lines(file, result))
        .hasSize(2)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("model.tflite: valid, 2 operators, ")
                    .endsWith(" of arena, 1 operator in TensorFlow Lite Micro"),
            line -> assertThat(line).isEqualTo("  operator 1 TILE is TensorFlow Lite's alone"));
    JsonNode json = ValidateCommand.toJson(List.of(file), List.of(result)).at("/models/0");
    assertThat(json.get("tflm_operators").asInt()).isEqualTo(1);
    assertThat(json.at("/tensorflow_lite_operators/0/operator").asInt()).isEqualTo(1);
    assertThat(json.at("/tensorflow_lite_operators/0/operator_name").asText()).isEqualTo("TILE");
  }

  /** One of everything, in one model: nothing hides anything else. */
  @Test
  void listsEveryProblemAtOnce() throws IOException {
    int x = main.tensor("x", FLOAT32, 1, 4).index();
    int hybrid = main.tensor("hybrid", INT8, 2, 4).quantization(0.1f, 0).data(new byte[8]).index();
    int y = main.tensor("y", FLOAT32, 1, 2).index();
    int half = main.tensor("half", FLOAT16, 2).data(new byte[4]).index();
    int h = main.tensor("h", FLOAT32, 2).index();
    int u = main.tensor("u", UINT8, 1, 4).quantization(0.1f, 128).index();
    int uw = main.tensor("uw", UINT8, 2, 4).quantization(0.1f, 128).data(new byte[8]).index();
    int uy = main.tensor("uy", UINT8, 1, 2).quantization(0.1f, 128).index();
    int i = main.tensor("i", INT32, 1, 4).index();
    int iy = main.tensor("iy", INT32, 1, 4).index();
    int open = main.tensor("open", FLOAT32, 0, 4).index();
    int openY = main.tensor("openY", FLOAT32, 0, 4).index();
    int never = main.tensor("never", FLOAT32, 1, 4).index();
    int n = main.tensor("n", FLOAT32, 1, 4).index();
    main.inputs(x, u, i, open).outputs(y);
    fullyConnected(x, hybrid, y);
    main.operator(BuiltinOperator.DEQUANTIZE, new int[] {half}, h);
    fullyConnected(u, uw, uy);
    main.operator(BuiltinOperator.TANH, new int[] {i}, iy);
    main.operator(BuiltinOperator.RELU, new int[] {open}, openY);
    main.operator(BuiltinOperator.RELU, new int[] {never}, n);
    main.operator(BuiltinOperator.TILE, new int[] {x}, n);
    main.operator(BuiltinOperator.TILE, new int[] {x}, n);
    main.custom("FlexErf", new byte[0], new int[] {x}, n);
    main.operator(BuiltinOperator.ADD, new int[] {x}, n);
    Path file = file();

    Execution run = Execution.of("validate", file);
    JsonNode problems = validate(1, file).get(0).get("problems");

    assertThat(kinds())
        .containsExactlyInAnyOrder(
            "missing_operator",
            "missing_operator",
            "graph",
            "hybrid_types",
            "float16_types",
            "uint8_types",
            "types",
            "dynamic_shape",
            "operator");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("model.tflite: 9 problems")
        .contains("operator TILE is not registered (2 times, first operator 6 TILE)")
        .contains("operator FlexErf is not registered (operator 8 FlexErf)")
        .contains("operator 0 FULLY_CONNECTED: tensor 1 \"hybrid\" INT8[2, 4] has type INT8")
        .contains("representative_dataset", "TFLITE_BUILTINS_INT8", "tf.float16")
        .contains("operator 5 RELU: input 0, tensor 12 \"never\"")
        .contains("operator 4 RELU: its output tensor 11 \"openY\" FLOAT32[0, 4] has no elements")
        .contains("operator 9 ADD: 1 inputs, needs 2");
    // The two missing operators have the same remedy, which stands there once.
    assertThat(run.out().split("TensorFlow Lite Micro does not have it", -1)).hasSize(2);
    for (JsonNode problem : problems) {
      assertThat(problem.get("subgraph").asInt(-1)).isZero();
      assertThat(problem.get("operator").asInt(-1)).isNotNegative();
      assertThat(problem.get("message").asText()).contains(problem.get("operator_name").asText());
    }
  }

  /** Indices that point nowhere do not keep the rest of the file from being read. */
  @Test
  void goesOnBehindBrokenIndices() throws IOException {
    int x = main.tensor("x", FLOAT32, 1, 4).index();
    int lost = main.tensor("lost", FLOAT32, 1, 4).bufferIndex(77).index();
    int negative = main.tensor("negative", FLOAT32, -1, 4).index();
    int y = main.tensor("y", FLOAT32, 1, 4).index();
    int z = main.tensor("z", FLOAT32, 1, 4).index();
    int hybrid = main.tensor("hybrid", INT8, 2, 4).quantization(0.1f, 0).data(new byte[8]).index();
    int w = main.tensor("w", FLOAT32, 1, 2).index();
    main.operator(BuiltinOperator.RELU, new int[] {99}, y);
    main.operator(BuiltinOperator.RELU, new int[] {lost}, z);
    main.operator(BuiltinOperator.RELU, new int[] {x}, 50, 51);
    fullyConnected(y, hybrid, w);
    main.operator(BuiltinOperator.TILE, new int[] {x}, w);
    main.inputs(x, 60).outputs(w, negative);
    Path file = file();

    assertThat(kinds())
        .containsExactlyInAnyOrder(
            "index",
            "dynamic_shape",
            "index",
            "index",
            "index",
            "index",
            "missing_operator",
            "hybrid_types");
    assertThat(Execution.of("validate", file).out())
        .contains("there is no buffer 77")
        .contains("has the negative dimension -1")
        .contains("inputs[1]: there is no tensor 60")
        .contains("operator 0, inputs[0]: there is no tensor 99")
        .contains("operator 2, outputs[0]: there is no tensor 50")
        .contains("operator 2, outputs[1]: there is no tensor 51");
  }

  @Test
  void graphsThatCallEachOtherAreRefused() throws IOException {
    main.tensor("x", org.tflm4j.api.tensor.TensorType.BOOL, 1);
    main.inputs(0);
    main.operator(
        BuiltinOperator.IF,
        OptionsBuilder.of(OptionsType.IF).int32(0, 0).int32(1, 7),
        new int[] {0});
    main.operator(BuiltinOperator.TILE, new int[] {0});

    assertThat(kinds()).containsExactlyInAnyOrder("graph", "missing_operator");
  }

  @Test
  void metadataAreChecked() throws IOException {
    main.tensor("x", FLOAT32, 4);
    main.tensor("y", FLOAT32, 4);
    main.operator(BuiltinOperator.RELU, new int[] {0}, 1).inputs(0).outputs(1);
    model.metadata("OfflineMemoryAllocation", new byte[3]);
    assertThat(kinds()).containsExactly("metadata");
  }

  @Test
  void sizesAreChecked() throws IOException {
    main.tensor("large", INT32, 1 << 30);
    main.inputs(0).outputs(0);
    assertThat(kinds()).containsExactly("size");
  }

  @Test
  void anythingElseIsNoModel() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tflite"), "this is not a model");
    Path empty = Files.write(folder.resolve("empty.tflite"), new byte[0]);
    Path sine = Files.write(folder.resolve("sine.tflite"), SineModel.bundled());
    Path none = folder.resolve("none.tflite");

    JsonNode models = validate(1, text, none, sine, empty, folder);

    for (int i : new int[] {0, 1, 3, 4}) {
      assertThat(models.get(i).get("valid").asBoolean()).isFalse();
      assertThat(models.get(i).get("problems")).hasSize(1);
      assertThat(models.get(i).get("problems").get(0).get("kind").asText()).isEqualTo("file");
      assertThat(models.get(i).has("arena_bytes")).isFalse();
    }
    assertThat(models.get(1).get("problems").get(0).get("message").asText())
        .contains("there is no such file");
    assertThat(models.get(2).get("valid").asBoolean()).isTrue();
  }

  @Test
  void wrongUsageIsToldApart() {
    assertThat(Execution.of("validate").status()).isEqualTo(2);
    assertThat(Execution.of("validate", "x", "--max").status()).isEqualTo(2);
    assertThat(Execution.of("validate", "x", "-p", "gpu").err()).contains("no kernel provider gpu");
  }
}
