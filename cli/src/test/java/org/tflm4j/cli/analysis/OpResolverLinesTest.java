/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;

class OpResolverLinesTest {
  @Test
  void registersEachOperatorOfAllSubgraphsOnce() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder main = model.graph();
    int x = main.tensor("x", TensorType.FLOAT32, 1).index();
    int y = main.tensor("y", TensorType.FLOAT32, 1).index();
    int z = main.tensor("z", TensorType.FLOAT32, 1).index();
    main.operator(BuiltinOperator.ADD, new int[] {x, x}, y);
    main.operator(BuiltinOperator.ADD, new int[] {y, y}, z).inputs(x).outputs(z);
    GraphBuilder other = model.graph();
    int a = other.tensor("a", TensorType.FLOAT32, 1).index();
    int b = other.tensor("b", TensorType.FLOAT32, 1).index();
    other.operator(BuiltinOperator.CEIL, new int[] {a}, b).inputs(a).outputs(b);

    OpResolverLines lines = OpResolverLines.of(Model.of(model.build()).subgraphs());

    assertThat(lines.operators()).containsExactly("ADD", "CEIL");
    assertThat(lines.java())
        .containsExactly(
            "OpResolver ops = OpResolver.builder()",
            "    .addAdd()",
            "    .addCeil()",
            "    .build();");
    assertThat(lines.cpp())
        .containsExactly(
            "tflite::MicroMutableOpResolver<2> op_resolver;",
            "op_resolver.AddAdd();",
            "op_resolver.AddCeil();");
  }

  /** Names of TFLM that do not follow from the operator's by rule. */
  @ParameterizedTest
  @CsvSource({
    "CONV_2D, addConv2D",
    "BATCH_MATMUL, addBatchMatMul",
    "CUMSUM, addCumSum",
    "L2_POOL_2D, addL2Pool2D",
    "PADV2, addPadV2",
    "UNIDIRECTIONAL_SEQUENCE_LSTM, addUnidirectionalSequenceLSTM",
    "SPACE_TO_BATCH_ND, addSpaceToBatchNd",
    "CIRCULAR_BUFFER, addCircularBuffer",
    "TFLM_DECODE, addDecode",
    "TFLite_Detection_PostProcess, addDetectionPostprocess",
    "SignalPCAN, addPCAN",
    "SignalFftAutoScale, addFftAutoScale"
  })
  void hasTheNamesOfTflm(String operator, String method) {
    assertThat(OpResolverLines.method(operator)).hasValue(method);
  }

  /** Others are registered by their names, and a device cannot run them. */
  @Test
  void registersOperatorsBeyondTflm() {
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", TensorType.FLOAT32, 1).index();
    int y = graph.tensor("y", TensorType.FLOAT32, 1).index();
    int z = graph.tensor("z", TensorType.FLOAT32, 1).index();
    graph.operator(BuiltinOperator.LOCAL_RESPONSE_NORMALIZATION, new int[] {x}, y);
    graph.operator(BuiltinOperator.CEIL, new int[] {y}, z).inputs(x).outputs(z);

    OpResolverLines lines = OpResolverLines.of(Model.of(model.build()).subgraphs());

    assertThat(lines.java())
        .containsExactly(
            "OpResolver ops = OpResolver.builder()",
            "    .addCeil()",
            "    .add(BuiltinOperator.LOCAL_RESPONSE_NORMALIZATION)",
            "    .build();");
    assertThat(lines.cpp())
        .containsExactly(
            "tflite::MicroMutableOpResolver<1> op_resolver;",
            "op_resolver.AddCeil();",
            "// TensorFlow Lite Micro does not have LOCAL_RESPONSE_NORMALIZATION.");
  }

  @Test
  void knowsTheMethodOfEveryOperatorOfTflm() {
    TreeSet<String> methods = new TreeSet<>();
    for (BuiltinOperator operator : OpResolver.tflm().builtinOperators()) {
      methods.add(OpResolverLines.method(operator.name()).orElseThrow());
    }
    for (String operator : OpResolver.tflm().customOperators()) {
      methods.add(OpResolverLines.method(operator).orElseThrow());
    }

    assertThat(methods)
        .hasSize(
            OpResolver.tflm().builtinOperators().size()
                + OpResolver.tflm().customOperators().size());
  }
}
