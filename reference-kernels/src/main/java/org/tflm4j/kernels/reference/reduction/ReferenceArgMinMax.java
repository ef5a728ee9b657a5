/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.reduction;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.ArgMinMax;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.IndexInput;

/** Mirrors {@code kernels/internal/reference/arg_min_max.h}. */
final class ReferenceArgMinMax implements Kernel {
  private final ArgMinMax op;
  private final int elementBytes;
  private final Comparison comparison;

  /** Compares two elements of an array by their places, in bytes. */
  @FunctionalInterface
  private interface Comparison {
    boolean better(byte[] data, int candidateAt, int bestAt);
  }

  private ReferenceArgMinMax(ArgMinMax op, int elementBytes, Comparison comparison) {
    this.op = op;
    this.elementBytes = elementBytes;
    this.comparison = comparison;
  }

  static Kernel create(ArgMinMax op, KernelRequest request) {
    return switch (request.inputType(ArgMinMax.INPUT)) {
      case FLOAT32 ->
          new ReferenceArgMinMax(
              op,
              4,
              op.max()
                  ? (data, a, b) -> LittleEndian.getFloat(data, a) > LittleEndian.getFloat(data, b)
                  : (data, a, b) ->
                      LittleEndian.getFloat(data, a) < LittleEndian.getFloat(data, b));
      case INT8 ->
          new ReferenceArgMinMax(
              op,
              1,
              op.max() ? (data, a, b) -> data[a] > data[b] : (data, a, b) -> data[a] < data[b]);
      default -> null;
    };
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(ArgMinMax.INPUT);
    Tensor output = context.output(ArgMinMax.OUTPUT);
    Shape shape = op.inputShape();
    int axis = axis(context);
    int axisSize = shape.dimension(axis);
    int outerSize = shape.elementCount(0, axis);
    int innerSize = shape.elementCount(axis + 1, shape.rank());
    int step = innerSize * elementBytes;
    byte[] data = input.data();
    for (int outer = 0; outer < outerSize; outer++) {
      for (int inner = 0; inner < innerSize; inner++) {
        int firstAt = input.offset() + outer * axisSize * step + inner * elementBytes;
        int bestAt = firstAt;
        for (int i = 1; i < axisSize; i++) {
          int candidateAt = firstAt + i * step;
          if (comparison.better(data, candidateAt, bestAt)) {
            bestAt = candidateAt;
          }
        }
        output.setInt32At(outer * innerSize + inner, (bestAt - firstAt) / step);
      }
    }
  }

  private int axis(KernelContext context) {
    if (op.axis() != ArgMinMax.AXIS_AT_RUN_TIME) {
      return op.axis();
    }
    int axis = IndexInput.axis(context.input(ArgMinMax.AXIS), 0, op.inputShape().rank());
    int outputs = op.inputShape().elementCount() / op.inputShape().dimension(axis);
    if (outputs != context.output(ArgMinMax.OUTPUT).elementCount()) {
      throw new KernelException(
          "along axis "
              + axis
              + " there are "
              + outputs
              + " outputs, but the output is "
              + context.output(ArgMinMax.OUTPUT));
    }
    return axis;
  }
}
