/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.reduction;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.CumSum;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.IndexInput;

/** Mirrors {@code kernels/internal/reference/cumsum.h}. */
final class ReferenceCumSum implements InPlaceKernel {
  private final CumSum op;
  private final int elementBytes;
  private final Line line;

  /** Sums up one line of elements. */
  @FunctionalInterface
  private interface Line {
    /**
     * Sums up a line.
     *
     * @param first the first element of the line in {@code input}, in bytes
     * @param outputFirst the first element of the line in {@code output}, in bytes
     * @param count elements of the line
     * @param step bytes from one element to the next; negative where the sum runs backwards
     */
    void sum(
        CumSum op, byte[] input, int first, byte[] output, int outputFirst, int count, int step);
  }

  private ReferenceCumSum(CumSum op, int elementBytes, Line line) {
    this.op = op;
    this.elementBytes = elementBytes;
    this.line = line;
  }

  static Kernel create(CumSum op, KernelRequest request) {
    return switch (op.numerics()) {
      case CumSum.Real() -> new ReferenceCumSum(op, 4, ReferenceCumSum::float32);
      case CumSum.Quantized numerics -> new ReferenceCumSum(op, 1, int8(numerics));
    };
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(CumSum.INPUT);
    Tensor output = context.output(CumSum.OUTPUT);
    Shape shape = op.shape();
    int axis =
        op.axis() == CumSum.AXIS_AT_RUN_TIME
            ? IndexInput.axis(context.input(CumSum.AXIS), 0, shape.rank())
            : op.axis();
    int count = shape.dimension(axis);
    int outerSize = shape.elementCount(0, axis);
    int innerSize = shape.elementCount(axis + 1, shape.rank());
    int step = innerSize * elementBytes;
    int start = op.reverse() ? (count - 1) * step : 0;
    int direction = op.reverse() ? -step : step;
    for (int outer = 0; outer < outerSize; outer++) {
      for (int inner = 0; inner < innerSize; inner++) {
        int first = outer * count * step + inner * elementBytes + start;
        line.sum(
            op,
            input.data(),
            input.offset() + first,
            output.data(),
            output.offset() + first,
            count,
            direction);
      }
    }
  }

  private static void float32(
      CumSum op, byte[] input, int first, byte[] output, int outputFirst, int count, int step) {
    boolean exclusive = op.exclusive();
    float sum = 0;
    for (int i = 0; i < count; i++) {
      float next = sum + LittleEndian.getFloat(input, first + i * step);
      LittleEndian.putFloat(output, outputFirst + i * step, exclusive ? sum : next);
      sum = next;
    }
  }

  /** An element adds at most 2^28 to the sum; 8 of those, or more smaller ones, may wrap it. */
  private static Line int8(CumSum.Quantized numerics) {
    return (op, input, first, output, outputFirst, count, step) -> {
      boolean exclusive = op.exclusive();
      InputScaling scaling = numerics.input();
      int sum = scaling.apply(0);
      for (int i = 0; i < count; i++) {
        int next = sum + scaling.apply(input[first + i * step]);
        int value =
            numerics.outputMultiplier().apply(exclusive ? sum : next) + numerics.outputZeroPoint();
        output[outputFirst + i * step] =
            (byte) Math.min(Math.max(value, Byte.MIN_VALUE), Byte.MAX_VALUE);
        sum = next;
      }
    };
  }
}
