/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** PAD: up to five dimensions, padded in front, behind, on both sides or not at all. */
final class PadSampler implements OperatorSampler {
  private final TensorType type;

  PadSampler(TensorType type) {
    this.type = type;
  }

  @Override
  public String name() {
    return "PAD " + type;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int rank = random.nextInt(1, 6);
    int[] input = new int[rank];
    int[] output = new int[rank];
    int[] paddings = new int[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      input[axis] = random.nextInt(1, axis == rank - 1 ? 20 : 6);
      paddings[2 * axis] = Samples.oneOf(random, 0, 0, 1, 3);
      paddings[2 * axis + 1] = Samples.oneOf(random, 0, 0, 1, 2);
      output[axis] = input[axis] + paddings[2 * axis] + paddings[2 * axis + 1];
    }
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float scale = Samples.scale(random);
    int zeroPoint = type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
    int inputIndex = graph.tensor("input", type, input).quantization(scale, zeroPoint).index();
    int paddingsIndex = graph.tensor("paddings", TensorType.INT32, rank, 2).data(paddings).index();
    int outputIndex = graph.tensor("output", type, output).quantization(scale, zeroPoint).index();
    graph
        .operator(BuiltinOperator.PAD, new int[] {inputIndex, paddingsIndex}, outputIndex)
        .inputs(inputIndex)
        .outputs(outputIndex);
    return model.build();
  }
}
