/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ConvolutionTensors;

/**
 * Prepares TRANSPOSE_CONV. Mirrors {@code micro/kernels/transpose_conv.cc}, which takes a bias of
 * INT16 input that is not INT16 for 64 bits wide and reads past the end of a narrower one; here it
 * is refused.
 */
final class PrepareTransposeConv {
  // TransposeConvOptions: 0 padding, 1 stride_w, 2 stride_h, 3 fused_activation_function
  private static final int ACTIVATION = 3;

  private PrepareTransposeConv() {}

  static Op prepare(PrepareContext context) {
    ConvolutionTensors tensors =
        ConvolutionTensors.of(
            context, TransposeConv.INPUT, TransposeConv.FILTER, TransposeConv.BIAS);
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
    WindowOptions options = WindowOptions.of(context.options(), ACTIVATION);
    WindowGeometry geometry =
        options.geometry(context, tensors.filterHeight(), tensors.filterWidth(), output);
    geometry.requirePixelPerPosition(context, input, tensors.batches(), tensors.inputDepth());
    return new TransposeConv(
        geometry.window(),
        // INT16 sums are always 64 bits wide.
        tensors.numerics(context, 0, input.type() == INT16, options.activation()));
  }
}
