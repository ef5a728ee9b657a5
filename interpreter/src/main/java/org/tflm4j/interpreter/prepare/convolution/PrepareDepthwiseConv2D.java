/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ConvolutionTensors;

/**
 * Prepares DEPTHWISE_CONV_2D. Mirrors {@code micro/kernels/depthwise_conv_common.cc}, which takes
 * any bias of INT16 input for 64 bits wide and reads past the end of a narrower one; here it is
 * refused.
 */
final class PrepareDepthwiseConv2D {
  // DepthwiseConv2DOptions: 0 padding, 1 stride_w, 2 stride_h, 3 depth_multiplier,
  // 4 fused_activation_function, 5 dilation_w_factor, 6 dilation_h_factor
  private static final int DEPTH_MULTIPLIER = 3;
  private static final int ACTIVATION = 4;

  private static final int CHANNEL_DIMENSION = 3;

  private PrepareDepthwiseConv2D() {}

  static Op prepare(PrepareContext context) {
    ConvolutionTensors tensors =
        ConvolutionTensors.of(
            context, DepthwiseConv2D.INPUT, DepthwiseConv2D.FILTER, DepthwiseConv2D.BIAS);
    tensors.requireTypes(context, new TensorType[] {INT8, INT4}, INT64);
    int outputDepth = tensors.filter().shape().dimension(CHANNEL_DIMENSION);
    int depthMultiplier = context.options().int32(DEPTH_MULTIPLIER, 0);
    tensors.requireChannels(context, outputDepth);
    context.require(
        tensors.filter().shape().dimension(0) == 1,
        tensors.filter() + " needs 1 as its first dimension");
    context.require(
        outputDepth == (long) tensors.inputDepth() * depthMultiplier,
        tensors.filter()
            + " has "
            + outputDepth
            + " channels, needs "
            + tensors.inputDepth()
            + " x "
            + depthMultiplier
            + ", the channels of "
            + tensors.input()
            + " times the depth multiplier");
    WindowOptions options = WindowOptions.dilated(context.options(), ACTIVATION);
    WindowGeometry geometry =
        options.geometry(context, tensors.filterHeight(), tensors.filterWidth(), tensors.input());
    geometry.requirePixelPerPosition(context, tensors.output(), tensors.batches(), outputDepth);
    return new DepthwiseConv2D(
        geometry.window(),
        depthMultiplier,
        // INT16 sums are always 64 bits wide.
        tensors.numerics(
            context, CHANNEL_DIMENSION, tensors.input().type() == INT16, options.activation()));
  }
}
