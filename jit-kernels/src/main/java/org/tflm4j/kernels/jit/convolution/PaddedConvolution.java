/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.Follower;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.spi.TensorUse;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;

/** Joins PAD with the convolution behind it to a convolution whose window has more padding. */
final class PaddedConvolution {
  private PaddedConvolution() {}

  /**
   * Returns the convolution of the unpadded images, null where there is none: where the padding is
   * no real zero, or lies around other dimensions than height and width, or so wide that a window
   * might see no image.
   *
   * @param convolution reads what the request's PAD writes
   */
  static KernelRequest join(Pad pad, KernelRequest request, Follower convolution) {
    TensorSpec padded = request.output(Pad.OUTPUT);
    return switch (convolution.op()) {
      case Conv2D op -> {
        Window window = window(pad, padded, op.window(), op.numerics(), convolution);
        yield window == null
            ? null
            : request(new Conv2D(window, op.groups(), op.numerics()), request, convolution);
      }
      case DepthwiseConv2D op -> {
        Window window = window(pad, padded, op.window(), op.numerics(), convolution);
        yield window == null
            ? null
            : request(
                new DepthwiseConv2D(window, op.depthMultiplier(), op.numerics()),
                request,
                convolution);
      }
      default -> null;
    };
  }

  private static Window window(
      Pad pad, TensorSpec padded, Window window, WeightedNumerics numerics, Follower convolution) {
    int zero =
        switch (numerics) {
          case Quantized quantized -> quantized.inputZeroPoint();
          case Real real -> 0;
        };
    boolean isZero = pad.padValue() instanceof Pad.RealZero(byte everyByte) && everyByte == zero;
    Shape image = pad.inputShape();
    if (!isZero
        || convolution.input(Conv2D.INPUT) != padded
        || convolution.inputs().lastIndexOf(padded) != Conv2D.INPUT
        || image.rank() != 4
        || image.dimension(0) != pad.outputShape().dimension(0)
        || image.dimension(3) != pad.outputShape().dimension(3)
        || window.dilationHeight() != 1
        || window.dilationWidth() != 1) {
      return null;
    }
    int top = window.paddingTop() + pad.before().get(1);
    int left = window.paddingLeft() + pad.before().get(2);
    Shape output = convolution.output(Conv2D.OUTPUT).shape();
    int lastTop = (output.dimension(1) - 1) * window.strideHeight() - top;
    int lastLeft = (output.dimension(2) - 1) * window.strideWidth() - left;
    boolean seesImage =
        top < window.filterHeight()
            && left < window.filterWidth()
            && lastTop < image.dimension(1)
            && lastLeft < image.dimension(2);
    return seesImage
        ? new Window(
            window.filterHeight(),
            window.filterWidth(),
            window.strideHeight(),
            window.strideWidth(),
            window.dilationHeight(),
            window.dilationWidth(),
            top,
            left)
        : null;
  }

  private static KernelRequest request(Op op, KernelRequest pad, Follower convolution) {
    List<TensorSpec> inputs = new ArrayList<>(convolution.inputs());
    inputs.set(Conv2D.INPUT, pad.input(Pad.INPUT));
    return new KernelRequest(
        op, inputs, convolution.outputs(), List.of(), TensorUse.ALL_NEEDED, pad.memory());
  }
}
