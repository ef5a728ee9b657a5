/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.convolution;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/**
 * TRANSPOSE_CONV: windows smaller and larger than the strides, both paddings, every vector tail.
 */
final class TransposeConvSampler implements OperatorSampler {
  private static final int SAME = 0;

  /** INT8, INT16 or FLOAT32. */
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
    TensorType filterType = type == TensorType.FLOAT32 ? type : TensorType.INT8;
    float[] scales = new float[random.nextBoolean() ? outputDepth : 1];
    float largest = 0;
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Samples.scale(random);
      largest = Math.max(largest, scales[i]);
    }
    int filter =
        graph
            .tensor("filter", filterType, filterShape)
            .quantization(Quantization.of(scales, new int[] {0}, 0))
            .data(Samples.weights(random, filterType, outputDepth * depth))
            .index();
    int input =
        graph
            .tensor("input", type, 1, height, width, inputDepth)
            .quantization(inputScale, zeroPoint(random))
            .index();
    int bias = -1;
    if (random.nextBoolean()) {
      TensorType biasType = biasType(random);
      bias =
          graph
              .tensor("bias", biasType, outputDepth)
              .data(Samples.biases(random, biasType, outputDepth, 10_000))
              .index();
    }
    float outputScale =
        (float) (inputScale * largest * Math.sqrt(depth) * random.nextDouble(1, 200));
    int output =
        graph
            .tensor("output", type, 1, outputHeight, outputWidth, outputDepth)
            .quantization(outputScale, zeroPoint(random))
            .index();
    // TransposeConvOptions: 0 padding, 1 stride_w, 2 stride_h, 3 activation.
    graph
        .operator(
            BuiltinOperator.TRANSPOSE_CONV,
            OptionsBuilder.of(OptionsType.TRANSPOSE_CONV)
                .int8(0, padding)
                .int32(1, strideWidth)
                .int32(2, strideHeight)
                .int8(3, random.nextInt(4)),
            bias < 0 ? new int[] {shape, filter, input} : new int[] {shape, filter, input, bias},
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }

  private int zeroPoint(RandomGenerator random) {
    return type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
  }

  private TensorType biasType(RandomGenerator random) {
    return switch (type) {
      case INT8 -> TensorType.INT32;
      case INT16 -> random.nextBoolean() ? TensorType.INT16 : TensorType.INT64;
      default -> type;
    };
  }

  private static int outputSize(int padding, int size, int filterSize, int stride) {
    return padding == SAME ? size * stride : size * stride + Math.max(filterSize - stride, 0);
  }
}
