/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.OperatorOptions;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ConvolutionTensors;

/** Prepares CONV_2D. Mirrors {@code micro/kernels/conv_common.cc}. */
final class PrepareConv2D {
  // Conv2DOptions: 0 padding, 1 stride_w, 2 stride_h, 3 fused_activation_function,
  // 4 dilation_w_factor, 5 dilation_h_factor, 6 quantized_bias_type
  private static final int ACTIVATION = 3;
  private static final int BIAS_TYPE = 6;

  private PrepareConv2D() {}

  static Op prepare(PrepareContext context) {
    ConvolutionTensors tensors =
        ConvolutionTensors.of(context, Conv2D.INPUT, Conv2D.FILTER, Conv2D.BIAS);
    tensors.requireTypes(context, new TensorType[] {INT8, INT4}, INT32, INT64);
    int outputDepth = tensors.filter().shape().dimension(0);
    tensors.requireChannels(context, outputDepth);
    int groups = groups(context, tensors, outputDepth);
    WindowOptions options = WindowOptions.dilated(context.options(), ACTIVATION);
    WindowGeometry geometry =
        options.geometry(context, tensors.filterHeight(), tensors.filterWidth(), tensors.input());
    geometry.requirePixelPerPosition(context, tensors.output(), tensors.batches(), outputDepth);
    boolean accumulator64 =
        tensors.input().type() == INT16 && accumulates64(context.options(), tensors.bias());
    return new Conv2D(
        geometry.window(),
        groups,
        tensors.numerics(context, 0, accumulator64, options.activation()));
  }

  private static int groups(PrepareContext context, ConvolutionTensors tensors, int outputDepth) {
    int filterDepth = tensors.filter().shape().lastDimension();
    context.require(
        filterDepth >= 1 && tensors.inputDepth() % filterDepth == 0,
        tensors.filter() + " does not divide the channels of " + tensors.input() + " into groups");
    int groups = tensors.inputDepth() / filterDepth;
    context.require(
        outputDepth % groups == 0,
        tensors.filter()
            + " has "
            + outputDepth
            + " output channels, needs a multiple of the "
            + groups
            + " groups of channels of "
            + tensors.input());
    return groups;
  }

  /** Without a bias the options say how wide the accumulators are. */
  private static boolean accumulates64(OperatorOptions options, TensorSpec bias) {
    return bias == null ? options.int8(BIAS_TYPE, 0) != INT32.code() : bias.type() == INT64;
  }
}
