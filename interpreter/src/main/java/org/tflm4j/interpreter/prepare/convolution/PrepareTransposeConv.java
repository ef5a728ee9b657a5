/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.OperatorOptions;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ConvolutionTensors;

/**
 * Prepares TRANSPOSE_CONV. Mirrors {@code micro/kernels/transpose_conv.cc}, which takes a bias of
 * INT16 input that is not INT16 for 64 bits wide and reads past the end of a narrower one; here it
 * is refused.
 */
final class PrepareTransposeConv {
  // TransposeConvOptions: 0 padding, 1 stride_w, 2 stride_h, 3 fused_activation_function
  private static final int PADDING = 0;
  private static final int STRIDE_WIDTH = 1;
  private static final int STRIDE_HEIGHT = 2;
  private static final int ACTIVATION = 3;

  private PrepareTransposeConv() {}

  static Op prepare(PrepareContext context) {
    ConvolutionTensors tensors = ConvolutionTensors.of(context, 2, 1, 3);
    tensors.requireTypes(context, new TensorType[] {INT8}, INT16, INT64);
    TensorSpec input = tensors.input();
    TensorSpec filter = tensors.filter();
    TensorSpec output = tensors.output();
    int outputDepth = filter.shape().dimension(0);
    tensors.requireChannels(context, outputDepth);
    context.require(
        filter.shape().lastDimension() == tensors.inputDepth(),
        filter + " needs " + tensors.inputDepth() + " input channels, as many as " + input);
    context.require(
        output.shape().dimension(0) == tensors.batches()
            && output.shape().lastDimension() == outputDepth,
        output
            + " needs "
            + tensors.batches()
            + " images of "
            + outputDepth
            + " channels for "
            + input
            + " and "
            + filter);
    OperatorOptions options = context.options();
    WindowGeometry geometry =
        WindowGeometry.of(
            context,
            options.int8(PADDING, 0),
            new Window(
                tensors.filterHeight(),
                tensors.filterWidth(),
                options.int32(STRIDE_HEIGHT, 0),
                options.int32(STRIDE_WIDTH, 0),
                1,
                1,
                0,
                0),
            output);
    geometry.requirePixelPerPosition(context, input, tensors.batches(), tensors.inputDepth());
    return new TransposeConv(
        geometry.window(),
        tensors.inputOffset(),
        tensors.outputOffset(),
        tensors.multipliers(context, 0, input.type() == INT16),
        context.activation(options.int8(ACTIVATION, 0), output));
  }
}
