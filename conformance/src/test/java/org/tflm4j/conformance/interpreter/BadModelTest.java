/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelException;

/** Files that are no models, and models that no interpreter may run. */
class BadModelTest {
  private static void assertRefused(byte[] file, String message) {
    assertThatThrownBy(() -> Interpreter.builder(Model.of(file), OpResolver.all()).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "1800000054464C",
        // The file of TensorFlow's issue 115308: a root table behind its end.
        "1800000054464C33",
        "0000000054464C33",
        "FFFFFFFF54464C33",
        "0000008054464C330000000000000000",
        "0800000054464C3300000000",
        "0800000054464C33FCFFFFFF04000400",
      })
  void fewBytesAreNoModel(String bytes) {
    byte[] file = HexFormat.of().parseHex(bytes);
    assertThatThrownBy(() -> Model.of(file)).isInstanceOf(ModelException.class);
  }

  @Test
  void anotherFileIsNoModel(@TempDir Path folder) throws Exception {
    assertRefused(
        "PK, a zip file or the like".getBytes(StandardCharsets.UTF_8),
        "not a TensorFlow Lite model");
    Path file = Files.write(folder.resolve("picture.png"), new byte[100]);
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("picture.png: not a TensorFlow Lite model");
  }

  @Test
  void anotherVersionOrNoGraphIsRefused() {
    assertRefused(DenseModel.builder().version(2).build(), "schema version 2, only 3");
    assertRefused(DenseModel.builder().version(-1).build(), "schema version 4294967295");
    assertRefused(new ModelBuilder().build(), "no subgraph");
  }

  @Test
  void allMissingOperatorsAreNamedAtOnce() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("x", FLOAT32, 1);
    main.tensor("y", FLOAT32, 1);
    main.inputs(0).outputs(1);
    main.operator(BuiltinOperator.TILE, new int[] {0}, 1);
    main.custom("Mine", new byte[0], new int[] {0}, 1);
    main.operator(BuiltinOperator.FULLY_CONNECTED, new int[] {0, 0}, 1);
    main.operator(BuiltinOperator.TILE, new int[] {0}, 1);
    ModelException refusal =
        catchThrowableOfType(
            ModelException.class,
            () ->
                Interpreter.create(
                    Model.of(model.build()), OpResolver.builder().addIf().build(), new byte[64]));

    assertThat(refusal.problems()).hasSize(3);
    assertThat(refusal)
        .hasMessageContaining("operator TILE is not registered (2 times, first operator 0 TILE)")
        .hasMessageContaining("operator Mine is not registered (operator 1 Mine)")
        .hasMessageContaining("addCustom")
        .hasMessageContaining("operator FULLY_CONNECTED is not registered")
        .hasMessageContaining("OpResolver.all()");
  }

  /** A dense layer that can be broken in many ways. */
  static final class Layer {
    final ModelBuilder model = new ModelBuilder();
    final GraphBuilder main = model.graph();
    final TensorBuilder x = main.tensor("x", INT8, 1, 2).quantization(1f, 0);
    final TensorBuilder w =
        main.tensor("w", INT8, 2, 2).quantization(1f, 0).data(new byte[] {1, 2, 3, 4});
    final TensorBuilder y = main.tensor("y", INT8, 1, 2).quantization(1f, 0);
    int[] inputs = {0, 1};
    int[] outputs = {2};
    int[] intermediates = {};

    Layer() {
      main.inputs(0).outputs(2);
    }

    byte[] build() {
      OptionsBuilder options = OptionsBuilder.of(OptionsType.FULLY_CONNECTED);
      main.operator(BuiltinOperator.FULLY_CONNECTED, options, inputs, outputs, intermediates);
      return model.build();
    }
  }

  private static Arguments broken(String message, Consumer<Layer> change) {
    return Arguments.of(message, change);
  }

  private static List<Arguments> brokenLayers() {
    return List.of(
        broken("there is no buffer 9999, the model has 2", l -> l.x.bufferIndex(9999)),
        broken("there is no buffer 4294967295", l -> l.x.bufferIndex(-1)),
        broken("its buffer has 4 bytes, but INT8[2, 3] takes 6", l -> l.w.shape(2, 3)),
        broken("has the negative dimension -1", l -> l.x.shape(1, -1)),
        broken("has more than 2^31 - 1 elements", l -> l.x.shape(65536, 65536)),
        broken("has more than 2^31 - 1 elements", l -> l.x.shape(0, 65536, 65536)),
        broken("33 dimensions, at most 32", l -> l.x.shape(new int[33])),
        broken("inputs[0]: there is no tensor 3, the subgraph has 3", l -> l.inputs[0] = 3),
        broken("inputs[1]: there is no tensor -2", l -> l.inputs[1] = -2),
        broken("input 1 is missing", l -> l.inputs[1] = -1),
        broken("outputs[0]: there is no tensor -1", l -> l.outputs[0] = -1),
        broken("outputs[0]: there is no tensor 77", l -> l.main.outputs(77)),
        broken("inputs[0]: there is no tensor -1", l -> l.main.inputs(-1)),
        broken("is both an input and an output", l -> l.outputs[0] = 0),
        broken("its output tensor 1 \"w\" INT8[2, 2] is a constant", l -> l.outputs[0] = 1),
        broken("input 0, tensor 0 \"x\" INT8[1, 2], is read before", l -> l.main.inputs()),
        broken("its intermediate tensor 0", l -> l.intermediates = new int[] {0}),
        broken(
            "has no elements",
            l -> {
              l.x.shape(0, 2);
              l.y.shape(0, 2);
            }),
        broken(
            "subgraph 1: its output tensor 0 \"y\" FLOAT32[1] is never written",
            l -> {
              GraphBuilder other = l.model.graph();
              other.tensor("y", FLOAT32, 1);
              other.outputs(0);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenLayers")
  void brokenGraphsAreRefused(String message, Consumer<Layer> change) {
    Layer layer = new Layer();
    change.accept(layer);
    assertRefused(layer.build(), message);
  }

  @Test
  void theLayerItselfIsFine() {
    Interpreter.builder(Model.of(new Layer().build()), OpResolver.all()).build().invoke();
  }

  @Test
  void manyProblemsAreCutShort() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    main.tensor("x", FLOAT32, 1);
    main.tensor("y", FLOAT32, 1);
    for (int i = 0; i < 1000; i++) {
      main.operator(BuiltinOperator.FULLY_CONNECTED, new int[] {0, 0}, 0);
    }
    ModelException refusal =
        catchThrowableOfType(
            ModelException.class,
            () -> Interpreter.builder(Model.of(model.build()), OpResolver.all()).build());
    assertThat(refusal.problems()).hasSize(100);
  }

  /**
   * A file of 20 kB whose 1,000 subgraphs are all the same table, whose 1,000 tensors are all the
   * same table, too: it must not become a million tensors.
   */
  @Test
  void sharedTablesDoNotMultiply() {
    FlatBufferBuilder out = new FlatBufferBuilder();
    out.startTable(6);
    int tensor = out.endTable();
    int[] tensors = new int[1000];
    Arrays.fill(tensors, tensor);
    int tensorsAt = out.createVectorOfTables(tensors);
    out.startTable(4);
    out.addOffset(0, tensorsAt, 0);
    int graph = out.endTable();
    int[] graphs = new int[1000];
    Arrays.fill(graphs, graph);
    int graphsAt = out.createVectorOfTables(graphs);
    out.startTable(1);
    int buffersAt = out.createVectorOfTables(new int[] {out.endTable()});
    out.startTable(7);
    out.addInt(0, 3, 0);
    out.addOffset(2, graphsAt, 0);
    out.addOffset(4, buffersAt, 0);
    out.finish(out.endTable(), "TFL3");
    byte[] file = out.sizedByteArray();

    assertThat(file.length).isLessThan(20_000);
    assertRefused(file, "overlap so often");
  }

  /** 100,000 inputs and outputs of one operator are compared in no time. */
  @Test
  void operatorsWithManyTensorsTakeNoQuadraticTime() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int count = 100_000;
    main.tensor("x", FLOAT32, 1);
    main.tensor("y", FLOAT32, 1);
    int[] outputs = new int[count];
    Arrays.fill(outputs, 1);
    main.custom("Many", new byte[0], new int[count], outputs).inputs(0).outputs(1);
    byte[] file = model.build();
    OpResolver.Builder resolver = OpResolver.builder();
    TestOperators.add(resolver, "Many", context -> {});
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> Interpreter.builder(Model.of(file), resolver.build()).build().invoke());
  }
}
