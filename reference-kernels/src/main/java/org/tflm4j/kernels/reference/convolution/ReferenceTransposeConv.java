/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.TransposeConv;
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
  private final TransposeConv op;
  private final Window window;
  private final Shape inputShape;
  private final Shape outputShape;
  private final int inputDepth;
  private final int outputDepth;
  private final int elementBytes;
  private final boolean floats;
  private final IntegerDot dot;
  private final Requantizer requantizer;

  ReferenceTransposeConv(TransposeConv op, KernelRequest request) {
    this.op = op;
    TensorType type = request.inputType(2);
    window = op.window();
    inputShape = request.input(2).shape();
    outputShape = request.output(0).shape();
    inputDepth = inputShape.lastDimension();
    outputDepth = outputShape.lastDimension();
    elementBytes = type.bytes();
    floats = type == TensorType.FLOAT32;
    dot = IntegerDot.forInput(type);
    requantizer =
        new Requantizer(
            op.multipliers(), type == TensorType.INT16, op.outputOffset(), op.activation());
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
          if (floats) {
            floatPixel(context, position, batch, y, firstY, endY, x, firstX, endX);
          } else {
            integerPixel(context, position, batch, y, firstY, endY, x, firstX, endX);
          }
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

  private void integerPixel(
      KernelContext context,
      int position,
      int batch,
      int y,
      int firstY,
      int endY,
      int x,
      int firstX,
      int endX) {
    Tensor filter = context.input(1);
    Tensor input = context.input(2);
    Tensor bias = context.hasInput(3) ? context.input(3) : null;
    for (int channel = 0; channel < outputDepth; channel++) {
      long sum = 0;
      for (int inY = firstY; inY < endY; inY++) {
        for (int inX = firstX; inX < endX; inX++) {
          int tap = tap(channel, y - inY * window.strideHeight(), x - inX * window.strideWidth());
          sum +=
              dot.dot(
                  input.data(),
                  input.offset() + inputPixel(batch, inY, inX) * inputDepth * elementBytes,
                  op.inputOffset(),
                  filter.data(),
                  filter.offset() + tap * inputDepth,
                  0,
                  inputDepth);
        }
      }
      requantizer.store(context.output(0), position * outputDepth + channel, sum, bias, channel);
    }
  }

  private void floatPixel(
      KernelContext context,
      int position,
      int batch,
      int y,
      int firstY,
      int endY,
      int x,
      int firstX,
      int endX) {
    Tensor filter = context.input(1);
    Tensor input = context.input(2);
    Tensor output = context.output(0);
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
      if (context.hasInput(3)) {
        total += context.input(3).float32At(channel);
      }
      output.setFloat32At(position * outputDepth + channel, op.activation().clamp(total));
    }
  }
}
