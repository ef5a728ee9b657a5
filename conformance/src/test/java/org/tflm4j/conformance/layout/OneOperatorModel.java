/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.layout;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.Model;
import org.tflm4j.interpreter.OpResolver;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** A model of one operator with one output: inputs in the operator's order, constants or not. */
final class OneOperatorModel {
  private final ModelBuilder model = new ModelBuilder();
  private final GraphBuilder graph = model.graph();
  private final BuiltinOperator operator;
  private final List<Integer> operands = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();
  private OptionsBuilder options = OptionsBuilder.of(OptionsType.NONE);
  private TensorBuilder output;

  OneOperatorModel(BuiltinOperator operator) {
    this.operator = operator;
  }

  OneOperatorModel input(TensorType type, int... shape) {
    int index = graph.tensor("input " + operands.size(), type, shape).index();
    operands.add(index);
    inputs.add(index);
    return this;
  }

  OneOperatorModel constant(int[] shape, int... values) {
    operands.add(
        graph.tensor("operand " + operands.size(), TensorType.INT32, shape).data(values).index());
    return this;
  }

  OneOperatorModel constant(TensorType type, int[] shape, byte... values) {
    operands.add(graph.tensor("operand " + operands.size(), type, shape).data(values).index());
    return this;
  }

  OneOperatorModel options(OptionsBuilder newOptions) {
    this.options = newOptions;
    return this;
  }

  OneOperatorModel output(TensorType type, int... shape) {
    output = graph.tensor("output", type, shape);
    return this;
  }

  OneOperatorModel quantized(float scale, int zeroPoint) {
    output.quantization(scale, zeroPoint);
    return this;
  }

  Interpreter interpreter() {
    graph
        .operator(operator, options, array(operands), output.index())
        .inputs(array(inputs))
        .outputs(output.index());
    return Interpreter.builder(Model.of(model.build()), OpResolver.all())
        .provider("reference")
        .build();
  }

  private static int[] array(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }
}
