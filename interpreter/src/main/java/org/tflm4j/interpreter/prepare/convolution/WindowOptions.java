/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.OperatorOptions;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * The options that Conv2DOptions, DepthwiseConv2DOptions, TransposeConvOptions and Pool2DOptions of
 * the format share. Padding and strides have the same fields in all of them.
 *
 * @param padding code of the format's Padding
 * @param activation code of the format's ActivationFunctionType
 */
record WindowOptions(
    int padding,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth,
    int activation) {
  private static final int PADDING = 0;
  private static final int STRIDE_WIDTH = 1;
  private static final int STRIDE_HEIGHT = 2;

  /**
   * Reads options without dilation.
   *
   * @param activationField the field of the fused activation function
   */
  static WindowOptions of(OperatorOptions options, int activationField) {
    return new WindowOptions(
        options.int8(PADDING, 0),
        options.int32(STRIDE_HEIGHT, 0),
        options.int32(STRIDE_WIDTH, 0),
        1,
        1,
        options.int8(activationField, 0));
  }

  /**
   * Reads options with dilation.
   *
   * @param activationField the field of the fused activation function; behind it follow those of
   *     the dilation of the width and of the height
   */
  static WindowOptions dilated(OperatorOptions options, int activationField) {
    WindowOptions undilated = of(options, activationField);
    return new WindowOptions(
        undilated.padding,
        undilated.strideHeight,
        undilated.strideWidth,
        options.int32(activationField + 2, 1),
        options.int32(activationField + 1, 1),
        undilated.activation);
  }

  /**
   * Works out how a window with these options moves over an image.
   *
   * @param image a tensor of rank 4, NHWC
   */
  WindowGeometry geometry(
      PrepareContext context, int filterHeight, int filterWidth, TensorSpec image) {
    Window unpadded =
        new Window(
            filterHeight,
            filterWidth,
            strideHeight,
            strideWidth,
            dilationHeight,
            dilationWidth,
            0,
            0);
    return WindowGeometry.of(context, padding, unpadded, image);
  }
}
