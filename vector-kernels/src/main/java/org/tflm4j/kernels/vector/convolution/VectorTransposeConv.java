/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.Arrays;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.FilterAndBias;

/**
 * TRANSPOSE_CONV as a convolution: over the input with its pixels a stride apart and zero points
 * between, with the filter turned by 180 degrees. The products with zero points are wasted; the
 * others run at the speed of {@link VectorConv2D}.
 */
public final class VectorTransposeConv {
  private static final int FILTER = 1;
  private static final int INPUT = 2;
  private static final int BIAS = 3;

  private VectorTransposeConv() {}

  public static KernelAnswer answer(TransposeConv op, KernelRequest request) {
    TensorSpec bias = request.hasInput(BIAS) ? request.input(BIAS) : null;
    KernelRequest convolution =
        new KernelRequest(
            op,
            Arrays.asList(request.input(INPUT), request.input(FILTER), bias),
            request.outputs());
    String refusal =
        FilterAndBias.refusal(convolution, TensorType.INT8, TensorType.INT16, TensorType.FLOAT32);
    if (refusal != null) {
      return KernelAnswer.declined(refusal);
    }
    Window window = op.window();
    int height = window.filterHeight();
    int width = window.filterWidth();
    int depth = request.input(INPUT).shape().dimension(3);
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
            op.inputOffset(),
            op.outputOffset(),
            op.multipliers(),
            // INT16 sums of TRANSPOSE_CONV are always 64 bits wide.
            true,
            op.activation()),
        (channel, k) -> {
          // The last tap first.
          int tap = taps - 1 - k / depth;
          return filter.element((channel * taps + tap) * depth + k % depth);
        },
        convolution,
        INPUT,
        window.strideHeight(),
        window.strideWidth());
  }
}
