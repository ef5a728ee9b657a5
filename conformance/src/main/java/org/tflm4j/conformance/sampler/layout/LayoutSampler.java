/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.layout;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** PAD, PADV2 and TRANSPOSE of tensors with one to five axes, images foremost. */
final class LayoutSampler implements OperatorSampler {
  private final BuiltinOperator operator;
  private final TensorType type;

  LayoutSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.type = type;
  }

  @Override
  public String name() {
    return operator + " " + type;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int rank = random.nextInt(2) == 0 ? 4 : random.nextInt(1, 6);
    int[] shape = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      shape[axis] = Samples.oneOf(random, 1, random.nextInt(1, 5), random.nextInt(1, 12));
    }
    return operator == BuiltinOperator.TRANSPOSE
        ? transposition(random, shape)
        : padding(random, shape);
  }

  private byte[] padding(RandomGenerator random, int[] shape) {
    int[] paddings = new int[2 * shape.length];
    int[] padded = shape.clone();
    for (int i = 0; i < paddings.length; i++) {
      paddings[i] = Samples.oneOf(random, 0, 0, 1, random.nextInt(4));
      padded[i / 2] += paddings[i];
    }
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int zeroPoint = type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
    int input = graph.tensor("input", type, shape).quantization(0.5f, zeroPoint).index();
    int before = graph.tensor("paddings", TensorType.INT32, shape.length, 2).data(paddings).index();
    int output = graph.tensor("output", type, padded).quantization(0.5f, zeroPoint).index();
    boolean value = operator == BuiltinOperator.PADV2;
    int[] inputs = {input, before};
    if (value) {
      byte[] bytes = new byte[type.bytes()];
      random.nextBytes(bytes);
      int index = graph.tensor("value", type, 1).quantization(0.5f, zeroPoint).data(bytes).index();
      inputs = new int[] {input, before, index};
    }
    graph
        .operator(
            operator,
            OptionsBuilder.of(value ? OptionsType.PAD_V2 : OptionsType.PAD),
            inputs,
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }

  private byte[] transposition(RandomGenerator random, int[] drawn) {
    int rank = drawn.length;
    int[] shape = drawn;
    int[] permutation = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int other = random.nextInt(axis + 1);
      permutation[axis] = permutation[other];
      permutation[other] = axis;
    }
    if (rank == 4 && random.nextBoolean()) {
      // From planes to channels.
      permutation = new int[] {0, 2, 3, 1};
      shape = new int[] {1, random.nextInt(1, 6), random.nextInt(1, 50), random.nextInt(1, 50)};
    }
    int[] transposed = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      transposed[axis] = shape[permutation[axis]];
    }
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int input = graph.tensor("input", type, shape).quantization(0.5f, 0).index();
    int axes = graph.tensor("permutation", TensorType.INT32, rank).data(permutation).index();
    int output = graph.tensor("output", type, transposed).quantization(0.5f, 0).index();
    graph
        .operator(
            operator, OptionsBuilder.of(OptionsType.TRANSPOSE), new int[] {input, axes}, output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }
}
