/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.api.tensor.TensorType.BOOL;
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
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** {@code tflm4j run --dump-tensors}. */
class DumpTensorsTest {
  @TempDir private Path folder;

  private JsonNode index(Path dump) throws IOException {
    return new ObjectMapper().readTree(dump.resolve("index.json").toFile());
  }

  private static float[] floats(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int header = 10 + ((bytes[8] & 0xFF) | (bytes[9] & 0xFF) << 8);
    float[] values = new float[(bytes.length - header) / 4];
    ByteBuffer.wrap(bytes, header, bytes.length - header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  private static List<String> names(Path dump) throws IOException {
    try (var files = Files.list(dump)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** relu(x) + 3, with names that no file system takes. */
  private Path model() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("a/b:c;\\d e?\u00e4*..", FLOAT32, 2).index();
    int three = graph.tensor("three", FLOAT32, 1).data(3f).index();
    int relu = graph.tensor("x".repeat(300), FLOAT32, 2).index();
    int y = graph.tensor("", FLOAT32, 2).index();
    graph.operator(BuiltinOperator.RELU, new int[] {x}, relu);
    graph.operator(
        BuiltinOperator.ADD, OptionsBuilder.of(OptionsType.ADD), new int[] {relu, three}, y);
    graph.inputs(x).outputs(y);
    return Files.write(folder.resolve("model.tflite"), model.build());
  }

  private Path input(float... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Files.write(folder.resolve("x.bin"), bytes.array());
  }

  @Test
  void writesEveryTensorThatChanges() throws IOException {
    Path dump = folder.resolve("not/there/yet");

    Execution run = Execution.of("run", model(), "-i", input(-1, 2), "--dump-tensors", dump);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("3 tensors of 1 frame written to");
    String relu = "0002_" + "x".repeat(80) + ".npy";
    assertThat(names(dump)).containsExactly("0000_a_b_c_d_e.npy", relu, "0003.npy", "index.json");
    assertThat(floats(dump.resolve("0000_a_b_c_d_e.npy"))).containsExactly(-1, 2);
    assertThat(floats(dump.resolve(relu))).containsExactly(0, 2);
    assertThat(floats(dump.resolve("0003.npy"))).containsExactly(3, 5);
    JsonNode index = index(dump);
    assertThat(index.get("model").asText()).isEqualTo("model.tflite");
    JsonNode tensors = index.get("tensors");
    assertThat(tensors).hasSize(3);
    assertThat(tensors.get(0).get("role").asText()).isEqualTo("input");
    assertThat(tensors.get(0).has("operator")).isFalse();
    assertThat(tensors.get(0).get("name").asText()).startsWith("a/b:c");
    assertThat(tensors.get(1).get("role").asText()).isEqualTo("intermediate");
    assertThat(tensors.get(1).get("operator_name").asText()).isEqualTo("RELU");
    assertThat(tensors.get(1).get("file").asText()).isEqualTo(relu);
    assertThat(tensors.get(2).get("role").asText()).isEqualTo("output");
    assertThat(tensors.get(2).get("dtype").asText()).isEqualTo("<f4");
    assertThat(tensors.get(2).get("shape").toString()).isEqualTo("[2]");
    assertThat(index.get("frames").toString())
        .isEqualTo("[{\"frame\":0,\"folder\":\".\",\"completed\":true}]");
  }

  @Test
  void everyFrameHasItsFolder() throws IOException {
    Path dump = folder.resolve("dump");

    Execution run =
        Execution.of("run", model(), "-i", input(1, 2, 3, 4, 5, 6), "--dump-tensors", dump);

    assertThat(run.status()).isZero();
    assertThat(names(dump)).containsExactly("frame00000", "frame00001", "frame00002", "index.json");
    assertThat(floats(dump.resolve("frame00000/0003.npy"))).containsExactly(4, 5);
    assertThat(floats(dump.resolve("frame00002/0003.npy"))).containsExactly(8, 9);
    assertThat(index(dump).get("frames")).hasSize(3);
  }

  @Test
  void tensorsOfCalledGraphsAreThereUnderTheirOwnNames() throws IOException {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    GraphBuilder thenGraph = model.graph();
    GraphBuilder elseGraph = model.graph();
    GraphBuilder unused = model.graph();
    main.tensor("condition", BOOL, 1);
    main.tensor("x", FLOAT32, 2);
    main.tensor("y", FLOAT32, 2);
    for (GraphBuilder graph : List.of(thenGraph, elseGraph, unused)) {
      graph.tensor("a", FLOAT32, 2);
      graph.tensor("b", FLOAT32, 2);
      graph.operator(
          graph == thenGraph ? BuiltinOperator.NEG : BuiltinOperator.RELU, new int[] {0}, 1);
      graph.inputs(0).outputs(1);
    }
    main.operator(
        BuiltinOperator.IF,
        OptionsBuilder.of(OptionsType.IF).int32(0, 1).int32(1, 2),
        new int[] {0, 1},
        2);
    main.inputs(0, 1).outputs(2);
    Path file = Files.write(folder.resolve("if.tflite"), model.build());
    Path condition = Files.write(folder.resolve("condition.bin"), new byte[] {1});
    Path dump = folder.resolve("dump");

    Execution run =
        Execution.of("run", file, "-i", condition, "-i", input(1, -2), "--dump-tensors", dump);

    assertThat(run.err()).isEmpty();
    assertThat(names(dump))
        .containsExactly(
            "0000_condition.npy",
            "0001_x.npy",
            "0002_y.npy",
            "index.json",
            "subgraph1_0000_a.npy",
            "subgraph1_0001_b.npy",
            "subgraph2_0000_a.npy",
            "subgraph2_0001_b.npy");
    assertThat(floats(dump.resolve("subgraph1_0001_b.npy"))).containsExactly(-1, 2);
    assertThat(floats(dump.resolve("0002_y.npy"))).containsExactly(-1, 2);
    List<String> order = new ArrayList<>();
    index(dump).get("tensors").forEach(tensor -> order.add(tensor.get("file").asText()));
    assertThat(order.getLast()).isEqualTo("0002_y.npy");
  }

  @Test
  void needsInputs() throws IOException {
    Execution run = Execution.of("run", model(), "--dump-tensors", folder.resolve("dump"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Missing --input");
    assertThat(folder.resolve("dump")).doesNotExist();
  }
}
