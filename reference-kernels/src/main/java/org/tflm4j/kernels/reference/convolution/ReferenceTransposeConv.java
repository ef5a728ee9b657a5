/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.FloatDot;
import org.tflm4j.kernels.reference.support.IntegerDot;
import org.tflm4j.kernels.reference.support.Requantizer;

/**
 * Mirrors {@code kernels/internal/reference/transpose_conv.h} and {@code
 * integer_ops/transpose_conv.h}. TFLM goes through the input and adds to the output; this kernel
 * goes through the output and looks up what is added to it, in the same order, so that it needs no
 * scratch memory for the sums.
 */
final class ReferenceTransposeConv implements Kernel {
  private final Window window;
  private final Shape inputShape;
  private final Shape outputShape;
  private final int inputDepth;
  private final int outputDepth;
  private final int elementBytes;
  private final Pixel pixel;

  /** Computes the channels of an output pixel. */
  private interface Pixel {
    /**
     * Computes them from the input pixels whose windows reach the output pixel.
     *
     * @param position number of the output pixel, counted over all images
     * @param y row of the output pixel, counted from the padding above the image
     * @param firstY first input row
     * @param endY behind the last input row
     * @param x column of the output pixel, counted from the padding left of the image
     * @param firstX first input column
     * @param endX behind the last input column
     */
    void compute(
        KernelContext context,
        int position,
        int batch,
        int y,
        int firstY,
        int endY,
        int x,
        int firstX,
        int endX);
  }

  ReferenceTransposeConv(TransposeConv op, KernelRequest request) {
    TensorType type = request.inputType(TransposeConv.INPUT);
    window = op.window();
    inputShape = request.input(TransposeConv.INPUT).shape();
    outputShape = request.output(TransposeConv.OUTPUT).shape();
    inputDepth = inputShape.lastDimension();
    outputDepth = outputShape.lastDimension();
    elementBytes = type.bytes();
    pixel =
        switch (op.numerics()) {
          case Real real -> new FloatPixel(real.activation());
          case Quantized quantized -> new IntegerPixel(quantized, type);
        };
  }

  @Override
  public void eval(KernelContext context) {
    int position = 0;
    for (int batch = 0; batch < outputShape.dimension(0); batch++) {
      for (int outY = 0; outY < outputShape.dimension(1); outY++) {
        // Input row y reaches output rows y * stride - padding to the filter's height beyond.
        int y = outY + window.paddingTop();
        int firstY = first(y, window.filterHeight(), window.strideHeight());
        int endY = end(y, window.strideHeight(), inputShape.dimension(1));
        for (int outX = 0; outX < outputShape.dimension(2); outX++) {
          int x = outX + window.paddingLeft();
          int firstX = first(x, window.filterWidth(), window.strideWidth());
          int endX = end(x, window.strideWidth(), inputShape.dimension(2));
          pixel.compute(context, position, batch, y, firstY, endY, x, firstX, endX);
          position++;
        }
      }
    }
  }

  /** Returns the first input row or column whose window reaches {@code place}. */
  private static int first(int place, int filter, int stride) {
    return place < filter ? 0 : (place - filter) / stride + 1;
  }

  /** Returns the one behind the last input row or column whose window reaches {@code place}. */
  private static int end(int place, int stride, int size) {
    return Math.min(place / stride + 1, size);
  }

  private int inputPixel(int batch, int inY, int inX) {
    return (batch * inputShape.dimension(1) + inY) * inputShape.dimension(2) + inX;
  }

  private int tap(int channel, int filterY, int filterX) {
    return (channel * window.filterHeight() + filterY) * window.filterWidth() + filterX;
  }

  /** INT8 or INT16. */
  private final class IntegerPixel implements Pixel {
    private final IntegerDot dot;
    private final int inputZeroPoint;
    private final Requantizer requantizer;

    IntegerPixel(Quantized numerics, TensorType type) {
      dot = IntegerDot.forInput(type);
      inputZeroPoint = numerics.inputZeroPoint();
      requantizer = new Requantizer(numerics);
    }

    @Override
    public void compute(
        KernelContext context,
        int position,
        int batch,
        int y,
        int firstY,
        int endY,
        int x,
        int firstX,
        int endX) {
      Tensor filter = context.input(TransposeConv.FILTER);
      Tensor input = context.input(TransposeConv.INPUT);
      Tensor bias = context.hasInput(TransposeConv.BIAS) ? context.input(TransposeConv.BIAS) : null;
      for (int channel = 0; channel < outputDepth; channel++) {
        long sum = 0;
        for (int inY = firstY; inY < endY; inY++) {
          for (int inX = firstX; inX < endX; inX++) {
            int tap = tap(channel, y - inY * window.strideHeight(), x - inX * window.strideWidth());
            sum +=
                dot.dot(
                    input.data(),
                    input.offset() + inputPixel(batch, inY, inX) * inputDepth * elementBytes,
                    inputZeroPoint,
                    filter.data(),
                    filter.offset() + tap * inputDepth,
                    0,
                    inputDepth);
          }
        }
        requantizer.store(
            context.output(TransposeConv.OUTPUT),
            position * outputDepth + channel,
            sum,
            bias,
            channel);
      }
    }
  }

  /** FLOAT32. */
  private final class FloatPixel implements Pixel {
    private final RealRange activation;

    FloatPixel(RealRange activation) {
      this.activation = activation;
    }

    @Override
    public void compute(
        KernelContext context,
        int position,
        int batch,
        int y,
        int firstY,
        int endY,
        int x,
        int firstX,
        int endX) {
      Tensor filter = context.input(TransposeConv.FILTER);
      Tensor input = context.input(TransposeConv.INPUT);
      Tensor output = context.output(TransposeConv.OUTPUT);
      for (int channel = 0; channel < outputDepth; channel++) {
        float total = 0;
        for (int inY = firstY; inY < endY; inY++) {
          for (int inX = firstX; inX < endX; inX++) {
            int tap = tap(channel, y - inY * window.strideHeight(), x - inX * window.strideWidth());
            total =
                FloatDot.add(
                    total,
                    input.data(),
                    input.offset() + 4 * inputPixel(batch, inY, inX) * inputDepth,
                    4,
                    filter.data(),
                    filter.offset() + 4 * tap * inputDepth,
                    4,
                    inputDepth);
          }
        }
        if (context.hasInput(TransposeConv.BIAS)) {
          total += context.input(TransposeConv.BIAS).float32At(channel);
        }
        output.setFloat32At(position * outputDepth + channel, activation.clamp(total));
      }
    }
  }
}
