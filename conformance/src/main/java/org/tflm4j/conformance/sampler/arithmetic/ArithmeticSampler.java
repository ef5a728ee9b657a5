/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.arithmetic;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.model.TensorBuilder;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * Operators on two tensors: inputs of one shape, and inputs that stand still along any axes, so
 * that rows are long, short, or a single element; scales near and far from each other; the second
 * input a constant now and then.
 */
final class ArithmeticSampler implements OperatorSampler {
  private final BuiltinOperator operator;
  private final OptionsType options;
  private final TensorType type;

  ArithmeticSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.options =
        switch (operator) {
          case MAXIMUM, MINIMUM -> OptionsType.MAXIMUM_MINIMUM;
          case PRELU -> OptionsType.NONE;
          default -> OptionsType.valueOf(operator.name());
        };
    this.type = type;
  }

  private boolean hasActivation() {
    return switch (operator) {
      case ADD, SUB, MUL -> true;
      default -> false;
    };
  }

  /** The output of PRELU has the shape of its input. */
  private boolean bothStand() {
    return operator != BuiltinOperator.PRELU;
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
        if (standing == 1 || (standing == 0 && bothStand())) {
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
    int input1 = tensor(graph, "input1", inputs[0], scale1, random).index();
    TensorBuilder tensor2 = tensor(graph, "input2", inputs[1], scale2, random);
    boolean constant = random.nextInt(4) == 0;
    if (constant) {
      int elements = Arrays.stream(inputs[1]).reduce(1, (a, b) -> a * b);
      tensor2.data(Samples.weights(random, type, elements));
    }
    int input2 = tensor2.index();
    int output = tensor(graph, "output", shape, outputScale, random).index();
    OptionsBuilder fields = OptionsBuilder.of(options);
    graph
        .operator(
            operator,
            hasActivation() ? fields.int8(0, random.nextInt(4)) : fields,
            new int[] {input1, input2},
            output)
        .inputs(constant ? new int[] {input1} : new int[] {input1, input2})
        .outputs(output);
    return model.build();
  }

  private TensorBuilder tensor(
      GraphBuilder graph, String name, int[] shape, float scale, RandomGenerator random) {
    int zeroPoint = Samples.zeroPoint(random);
    TensorBuilder tensor = graph.tensor(name, type, shape);
    return switch (type) {
      case INT8 -> tensor.quantization(scale, zeroPoint);
      case INT16 -> tensor.quantization(scale, 0);
      default -> tensor;
    };
  }
}
