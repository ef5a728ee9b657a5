/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.convolution;

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
 * AVERAGE_POOL_2D and MAX_POOL_2D: windows from a single element to the whole image and beyond its
 * borders, strides of one and more, channels from one to several vectors.
 */
final class PoolSampler implements OperatorSampler {
  private static final int SAME = 0;

  private final BuiltinOperator operator;
  private final TensorType type;

  PoolSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.type = type;
  }

  @Override
  public String name() {
    return operator + " " + type;
  }

  /** Averages of FLOAT32 depend on the order of the sum. */
  @Override
  public float tolerance() {
    return operator == BuiltinOperator.AVERAGE_POOL_2D ? 1e-5f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int height = random.nextInt(1, 20);
    int width = random.nextInt(1, 40);
    int channels = Samples.oneOf(random, 1, random.nextInt(1, 6), random.nextInt(6, 100));
    boolean global = random.nextInt(4) == 0;
    int padding = random.nextInt(2);
    int filterHeight = global ? height : random.nextInt(1, Math.min(height, 6) + 1);
    int filterWidth = global ? width : random.nextInt(1, Math.min(width, 6) + 1);
    int strideHeight = random.nextInt(1, 4);
    int strideWidth = random.nextInt(1, 4);
    int[] input = {random.nextInt(1, 3), height, width, channels};
    int[] output = {
      input[0],
      outputSize(padding, height, filterHeight, strideHeight),
      outputSize(padding, width, filterWidth, strideWidth),
      channels
    };
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float scale = Samples.scale(random);
    int zeroPoint = type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
    int inputIndex = graph.tensor("input", type, input).quantization(scale, zeroPoint).index();
    int outputIndex = graph.tensor("output", type, output).quantization(scale, zeroPoint).index();
    // Pool2DOptions: 0 padding, 1 stride_w, 2 stride_h, 3 filter_width, 4 filter_height,
    // 5 fused_activation_function
    graph
        .operator(
            operator,
            OptionsBuilder.of(OptionsType.POOL_2D)
                .int8(0, padding)
                .int32(1, strideWidth)
                .int32(2, strideHeight)
                .int32(3, filterWidth)
                .int32(4, filterHeight)
                .int8(5, random.nextInt(4)),
            new int[] {inputIndex},
            outputIndex)
        .inputs(inputIndex)
        .outputs(outputIndex);
    return model.build();
  }

  private static int outputSize(int padding, int size, int filterSize, int stride) {
    return Math.ceilDiv(padding == SAME ? size : size - filterSize + 1, stride);
  }
}
