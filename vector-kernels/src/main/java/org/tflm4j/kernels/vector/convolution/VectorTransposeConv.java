/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.Arrays;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.vector.support.FilterAndBias;

/**
 * TRANSPOSE_CONV as a convolution: over the input with its pixels a stride apart and zero points
 * between, with the filter turned by 180 degrees. The products with zero points are wasted; the
 * others run at the speed of {@link VectorConv2D}.
 */
public final class VectorTransposeConv {
  private VectorTransposeConv() {}

  public static KernelAnswer answer(TransposeConv op, KernelRequest request) {
    TensorSpec bias =
        request.hasInput(TransposeConv.BIAS) ? request.input(TransposeConv.BIAS) : null;
    KernelRequest convolution =
        new KernelRequest(
            op,
            Arrays.asList(
                request.input(TransposeConv.INPUT), request.input(TransposeConv.FILTER), bias),
            request.outputs());
    String refusal = FilterAndBias.refusal(convolution);
    if (refusal != null) {
      return KernelAnswer.declined(refusal);
    }
    Window window = op.window();
    int height = window.filterHeight();
    int width = window.filterWidth();
    int depth = request.input(TransposeConv.INPUT).shape().dimension(3);
    int taps = height * width;
    FilterAndBias.Elements filter = FilterAndBias.elements(convolution);
    return VectorConv2D.create(
        new Conv2D(
            new Window(
                height,
                width,
                1,
                1,
                1,
                1,
                height - 1 - window.paddingTop(),
                width - 1 - window.paddingLeft()),
            1,
            op.numerics()),
        (channel, k) -> {
          // The last tap first.
          int tap = taps - 1 - k / depth;
          return filter.element((channel * taps + tap) * depth + k % depth);
        },
        convolution,
        TransposeConv.INPUT,
        window.strideHeight(),
        window.strideWidth());
  }
}
