/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * TRANSPOSE_CONV: windows smaller and larger than the strides, both paddings, every vector tail.
 */
final class TransposeConvSampler implements OperatorSampler {
  private static final int SAME = 0;

  /** INT8 or FLOAT32. */
  private final TensorType type;

  TransposeConvSampler(TensorType type) {
    this.type = type;
  }

  @Override
  public String name() {
    return "TRANSPOSE_CONV " + type;
  }

  @Override
  public float tolerance() {
    return type == TensorType.FLOAT32 ? 1e-4f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int filterHeight = random.nextInt(1, 5);
    int filterWidth = random.nextInt(1, 6);
    int strideHeight = random.nextInt(1, 4);
    int strideWidth = random.nextInt(1, 4);
    int padding = random.nextInt(2);
    int height = random.nextInt(1, 8);
    int width = random.nextInt(1, 20);
    int inputDepth = Samples.oneOf(random, 1, random.nextInt(1, 40));
    int outputDepth = random.nextInt(1, 50);
    int outputHeight = outputSize(padding, height, filterHeight, strideHeight);
    int outputWidth = outputSize(padding, width, filterWidth, strideWidth);

    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    int shape =
        graph
            .tensor("shape", TensorType.INT32, 4)
            .data(1, outputHeight, outputWidth, outputDepth)
            .index();
    int[] filterShape = {outputDepth, filterHeight, filterWidth, inputDepth};
    int depth = filterHeight * filterWidth * inputDepth;
    float inputScale = Samples.scale(random);
    float filterScale = Samples.scale(random);
    int filter =
        graph
            .tensor("filter", type, filterShape)
            .quantization(Quantization.of(new float[] {filterScale}, new int[] {0}, 0))
            .data(Samples.weights(random, type, outputDepth * depth))
            .index();
    int input =
        graph
            .tensor("input", type, 1, height, width, inputDepth)
            .quantization(inputScale, Samples.zeroPoint(random))
            .index();
    float outputScale =
        (float) (inputScale * filterScale * Math.sqrt(depth) * random.nextDouble(1, 200));
    int output =
        graph
            .tensor("output", type, 1, outputHeight, outputWidth, outputDepth)
            .quantization(outputScale, Samples.zeroPoint(random))
            .index();
    // TransposeConvOptions: 0 padding, 1 stride_w, 2 stride_h.
    graph
        .operator(
            BuiltinOperator.TRANSPOSE_CONV,
            OptionsBuilder.of(OptionsType.TRANSPOSE_CONV)
                .int8(0, padding)
                .int32(1, strideWidth)
                .int32(2, strideHeight),
            new int[] {shape, filter, input},
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }

  private static int outputSize(int padding, int size, int filterSize, int stride) {
    return padding == SAME ? size * stride : size * stride + Math.max(filterSize - stride, 0);
  }
}
