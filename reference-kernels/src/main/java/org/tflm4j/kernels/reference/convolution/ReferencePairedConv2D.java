/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.Int4Filter;
import org.tflm4j.kernels.reference.support.Requantizer;

/**
 * The convolution of nearly all models: INT8, one group, no gaps within a row of taps, so that the
 * row is one run in the input and in the filter. Two output channels at a time share a 64-bit
 * accumulator, which saves a third of the work of a scalar loop. Mirrors {@code
 * kernels/internal/reference/integer_ops/conv.h}.
 */
final class ReferencePairedConv2D implements Kernel, WindowSweep.Visitor {
  /**
   * Most products of a sum. Inputs less their zero point are within 8 bits and a sign, filters
   * within 7 and a sign, so that many products stay below 2^31 and one sum does not spill into the
   * other.
   */
  private static final int MAX_PRODUCTS = 1 << 16;

  private final WindowSweep sweep;
  private final int inputZeroPoint;
  private final Requantizer requantizer;
  private final Int4Filter unpacker;
  private final int inputDepth;
  private final int outputDepth;

  /** Bytes from a row of taps to the next in the input and in the filter. */
  private final int inputRowStep;

  private final int filterRowStep;

  /** Bytes of the filter per output channel. */
  private final int filterStep;

  ReferencePairedConv2D(Conv2D op, Quantized numerics, KernelRequest request) {
    sweep =
        new WindowSweep(
            op.window(),
            request.input(Conv2D.INPUT).shape(),
            request.output(Conv2D.OUTPUT).shape());
    inputZeroPoint = numerics.inputZeroPoint();
    requantizer = new Requantizer(numerics);
    unpacker = new Int4Filter(request.input(Conv2D.FILTER));
    inputDepth = request.input(Conv2D.INPUT).shape().lastDimension();
    outputDepth = request.output(Conv2D.OUTPUT).shape().lastDimension();
    inputRowStep = sweep.rowStep() * inputDepth;
    filterRowStep = op.window().filterWidth() * inputDepth;
    filterStep = op.window().filterHeight() * filterRowStep;
  }

  /** Returns whether this kernel can run the convolution. */
  static boolean suits(Conv2D op, KernelRequest request) {
    int filters = request.output(Conv2D.OUTPUT).shape().lastDimension();
    return request.inputType(Conv2D.INPUT) == TensorType.INT8
        && op.groups() == 1
        && op.window().dilationWidth() == 1
        && request.input(Conv2D.FILTER).elementCount() / filters <= MAX_PRODUCTS;
  }

  @Override
  public KernelMemory memory() {
    return unpacker.memory();
  }

  @Override
  public List<InputOverlap> overlaps() {
    return sweep.overlaps(inputDepth, outputDepth);
  }

  @Override
  public void eval(KernelContext context) {
    unpacker.unpack(context);
    sweep.run(context, this);
  }

  @Override
  public void visit(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor output = context.output(Conv2D.OUTPUT);
    Tensor bias = context.hasInput(Conv2D.BIAS) ? context.input(Conv2D.BIAS) : null;
    byte[] input = context.input(Conv2D.INPUT).data();
    byte[] filter = unpacker.data(context);
    int inputStart =
        context.input(Conv2D.INPUT).offset() + (origin + sweep.tap(firstY, firstX)) * inputDepth;
    int filterStart = unpacker.offset(context) + firstY * filterRowStep + firstX * inputDepth;
    int runLength = (endX - firstX) * inputDepth;
    for (int channel = 0; channel < outputDepth; channel += 2) {
      boolean single = channel == outputDepth - 1;
      int inputRow = inputStart;
      int firstRow = filterStart + channel * filterStep;
      int secondRow = single ? firstRow : firstRow + filterStep;
      long sums = 0;
      for (int y = firstY; y < endY; y++) {
        sums += dots(input, inputRow, inputZeroPoint, filter, firstRow, secondRow, runLength);
        inputRow += inputRowStep;
        firstRow += filterRowStep;
        secondRow += filterRowStep;
      }
      int first = (int) sums;
      int index = position * outputDepth + channel;
      requantizer.store(output, index, first, bias, channel);
      if (!single) {
        // A negative first sum has borrowed from the second.
        requantizer.store(output, index + 1, (sums - first) >> 32, bias, channel + 1);
      }
    }
  }

  /**
   * Returns {@code first + 2^32 * second}, the dot products of the input less its zero point with
   * two filters.
   */
  private static long dots(
      byte[] input,
      int inputAt,
      int inputZeroPoint,
      byte[] filter,
      int firstAt,
      int secondAt,
      int count) {
    long sums = 0;
    for (int i = 0; i < count; i++) {
      long filters = filter[firstAt + i] + ((long) filter[secondAt + i] << 32);
      sums += (input[inputAt + i] - inputZeroPoint) * filters;
    }
    return sums;
  }
}
