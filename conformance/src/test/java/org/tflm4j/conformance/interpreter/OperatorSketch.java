/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** A model of one operator that may be wrong in any way. */
final class OperatorSketch {
  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder graph = model.graph();
  private final BuiltinOperator operator;
  private final List<Integer> operands = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();
  private final List<Integer> outputs = new ArrayList<>();
  private OptionsBuilder options = OptionsBuilder.of(OptionsType.NONE);

  OperatorSketch(BuiltinOperator operator) {
    this.operator = operator;
  }

  /** Adds an input of the graph, with a scale of 0.5 where it is an integer one. */
  OperatorSketch input(TensorType type, int... shape) {
    TensorBuilder tensor = quantized(graph.tensor("input" + operands.size(), type, shape), type);
    inputs.add(tensor.index());
    operands.add(tensor.index());
    return this;
  }

  /** Adds an operand that is no input of the graph. */
  OperatorSketch operand(TensorType type, int[] shape, Consumer<TensorBuilder> change) {
    TensorBuilder tensor = quantized(graph.tensor("operand" + operands.size(), type, shape), type);
    change.accept(tensor);
    operands.add(tensor.index());
    return this;
  }

  /** Adds a constant INT32 vector. */
  OperatorSketch vector(int... values) {
    return operand(TensorType.INT32, new int[] {values.length}, t -> t.data(values));
  }

  /** Adds an INT8 constant of zeros. */
  OperatorSketch weights(int... shape) {
    int size = 1;
    for (int dimension : shape) {
      size *= Math.max(1, dimension);
    }
    byte[] data = new byte[size];
    return operand(TensorType.INT8, shape, t -> t.data(data));
  }

  /** Adds an operand by its index, whatever it is. */
  OperatorSketch tensorIndex(int index) {
    operands.add(index);
    return this;
  }

  OperatorSketch options(OptionsBuilder newOptions) {
    this.options = newOptions;
    return this;
  }

  OperatorSketch output(TensorType type, int... shape) {
    outputs.add(quantized(graph.tensor("output", type, shape), type).index());
    return this;
  }

  OperatorSketch outputIndex(int index) {
    outputs.add(index);
    return this;
  }

  /** Adds another subgraph. */
  OperatorSketch subgraph(Consumer<GraphBuilder> change) {
    change.accept(model.graph());
    return this;
  }

  private static TensorBuilder quantized(TensorBuilder tensor, TensorType type) {
    return type == TensorType.INT8 || type == TensorType.INT16
        ? tensor.quantization(0.5f, 0)
        : tensor;
  }

  byte[] build() {
    graph
        .operator(operator, options, array(operands), array(outputs))
        .inputs(array(inputs))
        .outputs(array(outputs));
    return model.build();
  }

  private static int[] array(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }
}
