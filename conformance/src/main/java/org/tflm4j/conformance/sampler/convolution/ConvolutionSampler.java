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
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * CONV_2D and DEPTHWISE_CONV_2D: every vector tail, strides, dilations, paddings, groups, depth
 * multipliers, and filters so deep or so extreme that sums leave float's exact range. With a PAD in
 * front, if asked for.
 */
final class ConvolutionSampler implements OperatorSampler {
  private static final int SAME = 0;

  private final boolean depthwise;

  /** INT8, INT16 or FLOAT32. */
  private final TensorType type;

  private final TensorType filterType;

  private final boolean padded;

  ConvolutionSampler(boolean depthwise, TensorType type, TensorType filterType) {
    this(depthwise, type, filterType, false);
  }

  /**
   * Creates the sampler.
   *
   * @param padded true for a PAD in front of the convolution
   */
  ConvolutionSampler(boolean depthwise, TensorType type, TensorType filterType, boolean padded) {
    this.padded = padded;
    this.depthwise = depthwise;
    this.type = type;
    this.filterType = filterType;
  }

  @Override
  public String name() {
    return (padded ? "PAD and " : "")
        + (depthwise ? "DEPTHWISE_CONV_2D " : "CONV_2D ")
        + type
        + (filterType == TensorType.INT4 ? ", filter INT4" : "");
  }

  @Override
  public float tolerance() {
    return type == TensorType.FLOAT32 ? 1e-4f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int filterHeight = Samples.oneOf(random, 1, 1, 3, 3, 2, 5);
    int filterWidth = Samples.oneOf(random, 1, 1, 3, 3, 4, 7);
    int stride = Samples.oneOf(random, 1, 1, 2, 3);
    int dilation = Samples.oneOf(random, 1, 1, 1, 2);
    int padding = random.nextInt(2);
    int height = (filterHeight - 1) * dilation + 1 + random.nextInt(9);
    int width = (filterWidth - 1) * dilation + 1 + random.nextInt(40);
    int groups = depthwise ? 1 : Samples.oneOf(random, 1, 1, 1, 2, 3);
    int groupDepth = Samples.oneOf(random, 1, random.nextInt(1, 20), random.nextInt(20, 80));
    int inputDepth = groups * groupDepth;
    int multiplier = Samples.oneOf(random, 1, 1, 2, 5);
    int outputDepth = depthwise ? inputDepth * multiplier : groups * random.nextInt(1, 80);
    int batches = Samples.oneOf(random, 1, 1, 2);

    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float inputScale = Samples.scale(random);
    int[] shape = {batches, height, width, inputDepth};
    int zeroPoint = zeroPoint(random);
    int input = graph.tensor("input", type, shape).quantization(inputScale, zeroPoint).index();
    int image = padded ? pad(graph, random, input, shape, inputScale, zeroPoint) : input;
    float[] scales = new float[random.nextBoolean() ? outputDepth : 1];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Samples.scale(random);
    }
    int[] filterShape =
        depthwise
            ? new int[] {1, filterHeight, filterWidth, outputDepth}
            : new int[] {outputDepth, filterHeight, filterWidth, groupDepth};
    int depth = filterHeight * filterWidth * (depthwise ? 1 : groupDepth);
    int filter =
        graph
            .tensor("filter", filterType, filterShape)
            .quantization(Quantization.of(scales, new int[] {0}, depthwise ? 3 : 0))
            .data(Samples.weights(random, filterType, outputDepth * depth))
            .index();
    int bias = -1;
    if (random.nextInt(4) > 0) {
      int range = Samples.oneOf(random, 1000, 1_000_000, Integer.MAX_VALUE);
      bias =
          graph
              .tensor("bias", biasType(), outputDepth)
              .data(Samples.biases(random, biasType(), outputDepth, range))
              .index();
    }
    // Multipliers of INT16 may not be large; those of INT8 may.
    float scale = scales[0];
    for (int i = 1; i < scales.length && type == TensorType.INT16; i++) {
      scale = Math.max(scale, scales[i]);
    }
    float outputScale = (float) (inputScale * scale * Math.sqrt(depth) * random.nextDouble(1, 200));
    int output =
        graph
            .tensor(
                "output",
                type,
                batches,
                outputSize(padding, height, filterHeight, stride, dilation),
                outputSize(padding, width, filterWidth, stride, dilation),
                outputDepth)
            .quantization(outputScale, zeroPoint(random))
            .index();
    graph
        .operator(
            depthwise ? BuiltinOperator.DEPTHWISE_CONV_2D : BuiltinOperator.CONV_2D,
            options(padding, stride, dilation, random.nextInt(4), multiplier),
            new int[] {input, filter, bias},
            output)
        .inputs(image);
    if (padded && random.nextInt(4) == 0) {
      graph.outputs(input, output);
    } else {
      graph.outputs(output);
    }
    return model.build();
  }

  /** Lets a smaller image, which is returned, be padded to the input of the convolution. */
  private int pad(
      GraphBuilder graph,
      RandomGenerator random,
      int input,
      int[] shape,
      float scale,
      int zeroPoint) {
    int[] paddings = new int[8];
    int[] smaller = shape.clone();
    for (int axis = 0; axis < 4; axis++) {
      boolean across = axis == 1 || axis == 2 || (axis == 3 && random.nextInt(8) == 0);
      for (int side = 0; side < 2 && across; side++) {
        int padding = random.nextInt(Math.min(3, smaller[axis]));
        paddings[2 * axis + side] = padding;
        smaller[axis] -= padding;
      }
    }
    int image = graph.tensor("image", type, smaller).quantization(scale, zeroPoint).index();
    int before = graph.tensor("paddings", TensorType.INT32, 4, 2).data(paddings).index();
    graph.operator(
        BuiltinOperator.PAD, OptionsBuilder.of(OptionsType.PAD), new int[] {image, before}, input);
    return image;
  }

  private int zeroPoint(RandomGenerator random) {
    return type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
  }

  private TensorType biasType() {
    return switch (type) {
      case INT8 -> TensorType.INT32;
      case INT16 -> TensorType.INT64;
      default -> type;
    };
  }

  // Conv2DOptions: 0 padding, 1 stride_w, 2 stride_h, 3 fused_activation_function, 4
  // dilation_w_factor,
  // 5 dilation_h_factor; DepthwiseConv2DOptions has 3 depth_multiplier and the others one later.
  private OptionsBuilder options(
      int padding, int stride, int dilation, int activation, int multiplier) {
    OptionsBuilder options =
        OptionsBuilder.of(depthwise ? OptionsType.DEPTHWISE_CONV_2D : OptionsType.CONV_2D)
            .int8(0, padding)
            .int32(1, stride)
            .int32(2, stride);
    int next = 3;
    if (depthwise) {
      options.int32(next++, multiplier);
    }
    return options.int8(next, activation).int32(next + 1, dilation).int32(next + 2, dilation);
  }

  private static int outputSize(int padding, int size, int filterSize, int stride, int dilation) {
    return padding == SAME
        ? Math.ceilDiv(size, stride)
        : Math.ceilDiv(size - (filterSize - 1) * dilation, stride);
  }
}
