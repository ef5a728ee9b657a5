/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;

class ModelBuilderTest {
  @Test
  void writesAModelThatTheInterpreterRuns() {
    ModelBuilder model = new ModelBuilder().description("a dense layer");
    GraphBuilder graph = model.graph();
    int x = graph.tensor("x", TensorType.FLOAT32, 1, 2).index();
    int w = graph.tensor("w", TensorType.FLOAT32, 3, 2).data(1f, 2f, 3f, 4f, 5f, 6f).index();
    int b = graph.tensor("b", TensorType.FLOAT32, 3).data(0.5f, -40f, 0f).index();
    int y = graph.tensor("y", TensorType.FLOAT32, 1, 3).index();
    OptionsBuilder relu = OptionsBuilder.of(OptionsType.FULLY_CONNECTED).int8(0, 1);
    graph
        .operator(BuiltinOperator.FULLY_CONNECTED, relu, new int[] {x, w, b}, y)
        .inputs(x)
        .outputs(y);

    Model read = Model.of(model.metadata("note", new byte[] {1, 2}).build());
    Interpreter interpreter =
        Interpreter.create(read, OpResolver.builder().addFullyConnected().build(), new byte[1024]);
    interpreter.input(0).writeReal(10f, 1f);
    interpreter.invoke();

    assertThat(read.description()).isEqualTo("a dense layer");
    assertThat(read.metadataNames()).containsExactly("note");
    assertThat(interpreter.output(0).float32At(0)).isEqualTo(12.5f);
    assertThat(interpreter.output(0).float32At(1)).isEqualTo(0f);
    assertThat(interpreter.output(0).float32At(2)).isEqualTo(56f);
  }
}
