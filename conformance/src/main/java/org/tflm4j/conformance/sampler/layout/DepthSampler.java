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
import org.tflm4j.interpreter.model.BuiltinOperator;

/** SPACE_TO_DEPTH and DEPTH_TO_SPACE: blocks from one pixel on, from one channel on. */
final class DepthSampler implements OperatorSampler {
  private static final float SCALE = 0.5f;

  private final BuiltinOperator operator;
  private final TensorType type;

  DepthSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.type = type;
  }

  @Override
  public String name() {
    return operator + " " + type;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int batches = Samples.oneOf(random, 1, 1, 2);
    int block = random.nextInt(1, 5);
    int rows = random.nextInt(1, 5);
    int columns = random.nextInt(1, 5);
    int channels = Samples.oneOf(random, 1, 3, random.nextInt(1, 40));
    int[] space = {batches, rows * block, columns * block, channels};
    int[] depth = {batches, rows, columns, channels * block * block};
    boolean toDepth = operator == BuiltinOperator.SPACE_TO_DEPTH;
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int input = graph.tensor("input", type, toDepth ? space : depth).quantization(SCALE, 0).index();
    int output =
        graph.tensor("output", type, toDepth ? depth : space).quantization(SCALE, 0).index();
    OptionsType options = toDepth ? OptionsType.SPACE_TO_DEPTH : OptionsType.DEPTH_TO_SPACE;
    graph
        .operator(operator, OptionsBuilder.of(options).int32(0, block), new int[] {input}, output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }
}
