/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.arithmetic;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/**
 * ADD, SUB and MUL: inputs of one shape, and inputs that stand still along any axes, so that rows
 * are long, short, or a single element; scales near and far from each other.
 */
final class ArithmeticSampler implements OperatorSampler {
  private final BuiltinOperator operator;
  private final OptionsType options;
  private final TensorType type;

  /** Creates the sampler of an operator; its options have the operator's name. */
  ArithmeticSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.options = OptionsType.valueOf(operator.name());
    this.type = type;
  }

  @Override
  public String name() {
    return operator + " " + type;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int[] shape = {
      Samples.oneOf(random, 1, 1, 3),
      random.nextInt(1, 8),
      random.nextInt(1, 20),
      Samples.oneOf(random, 1, random.nextInt(1, 10), random.nextInt(10, 150))
    };
    int[][] inputs = {shape.clone(), shape.clone()};
    if (random.nextBoolean()) {
      for (int axis = 0; axis < shape.length; axis++) {
        int standing = random.nextInt(6);
        if (standing < 2) {
          inputs[standing][axis] = 1;
        }
      }
    }
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float scale1 = Samples.scale(random);
    float scale2 = random.nextInt(3) == 0 ? scale1 : Samples.scale(random);
    float real = operator == BuiltinOperator.MUL ? scale1 * scale2 * 128 : Math.max(scale1, scale2);
    float outputScale = random.nextInt(4) == 0 ? real : real * (float) random.nextDouble(0.1, 8);
    int input1 = tensor(graph, "input1", inputs[0], scale1, random);
    int input2 = tensor(graph, "input2", inputs[1], scale2, random);
    int output = tensor(graph, "output", shape, outputScale, random);
    graph
        .operator(
            operator,
            OptionsBuilder.of(options).int8(0, random.nextInt(4)),
            new int[] {input1, input2},
            output)
        .inputs(input1, input2)
        .outputs(output);
    return model.build();
  }

  private int tensor(
      GraphBuilder graph, String name, int[] shape, float scale, RandomGenerator random) {
    int zeroPoint = Samples.zeroPoint(random);
    return switch (type) {
      case INT8 -> graph.tensor(name, type, shape).quantization(scale, zeroPoint).index();
      case INT16 -> graph.tensor(name, type, shape).quantization(scale, 0).index();
      default -> graph.tensor(name, type, shape).index();
    };
  }
}
