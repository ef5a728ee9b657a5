/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.OperatorOptions;
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
  private static final int PADDING = 0;
  private static final int STRIDE_WIDTH = 1;
  private static final int STRIDE_HEIGHT = 2;
  private static final int DEPTH_MULTIPLIER = 3;
  private static final int ACTIVATION = 4;
  private static final int DILATION_WIDTH = 5;
  private static final int DILATION_HEIGHT = 6;

  private static final int CHANNEL_DIMENSION = 3;

  private PrepareDepthwiseConv2D() {}

  static Op prepare(PrepareContext context) {
    ConvolutionTensors tensors = ConvolutionTensors.of(context, 0, 1, 2);
    tensors.requireTypes(context, new TensorType[] {INT8, INT4}, INT64);
    OperatorOptions options = context.options();
    int outputDepth = tensors.filter().shape().dimension(CHANNEL_DIMENSION);
    int depthMultiplier = options.int32(DEPTH_MULTIPLIER, 0);
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
    WindowGeometry geometry =
        WindowGeometry.of(
            context,
            options.int8(PADDING, 0),
            new Window(
                tensors.filterHeight(),
                tensors.filterWidth(),
                options.int32(STRIDE_HEIGHT, 0),
                options.int32(STRIDE_WIDTH, 0),
                options.int32(DILATION_HEIGHT, 1),
                options.int32(DILATION_WIDTH, 1),
                0,
                0),
            tensors.input());
    geometry.requirePixelPerPosition(context, tensors.output(), tensors.batches(), outputDepth);
    return new DepthwiseConv2D(
        geometry.window(),
        depthMultiplier,
        tensors.inputOffset(),
        tensors.outputOffset(),
        tensors.multipliers(context, CHANNEL_DIMENSION, tensors.input().type() == INT16),
        context.activation(options.int8(ACTIVATION, 0), tensors.output()));
  }
}
