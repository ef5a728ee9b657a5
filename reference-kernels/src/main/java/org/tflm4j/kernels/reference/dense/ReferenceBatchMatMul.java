/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.dense;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.BatchMatMul;
import org.tflm4j.api.op.BatchMatMul.Quantized;
import org.tflm4j.api.op.BatchMatMul.Real;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.FloatDot;
import org.tflm4j.kernels.reference.support.Requantizer;
import org.tflm4j.kernels.reference.support.StridedDot;

/**
 * Mirrors {@code kernels/internal/reference/batch_matmul.h}. TFLM copies a side into persistent
 * memory where it lies the wrong way round; this kernel walks it with steps instead.
 */
final class ReferenceBatchMatMul implements Kernel {
  /** Batch dimensions, those that are not there being 1. */
  private static final int BATCH_RANK = 3;

  private final BatchMatMul op;
  private final Element element;
  private final int elementBytes;
  private final int[] batches;

  /** Bytes from a matrix to the next along each batch dimension, 0 where it is repeated. */
  private final int[] lhsBatchSteps;

  private final int[] rhsBatchSteps;

  /** Computes one element of the product. */
  @FunctionalInterface
  private interface Element {
    /**
     * Computes it. Positions and steps within the sides are in bytes.
     *
     * @param lhsAt where the row of the left side begins
     * @param lhsStep from one of its elements to the next
     * @param rhsAt where the column of the right side begins
     * @param rhsStep from one of its elements to the next
     * @param index of the element in the output
     */
    void compute(
        byte[] lhs,
        int lhsAt,
        int lhsStep,
        byte[] rhs,
        int rhsAt,
        int rhsStep,
        Tensor output,
        int index);
  }

  ReferenceBatchMatMul(BatchMatMul op, KernelRequest request) {
    this.op = op;
    TensorType type = request.inputType(BatchMatMul.LHS);
    element =
        switch (op.numerics()) {
          case Real real -> this::floatElement;
          case Quantized quantized -> integerElement(quantized, StridedDot.of(type, type));
        };
    elementBytes = type.bytes();
    batches = request.output(BatchMatMul.OUTPUT).shape().extendedTo(BATCH_RANK + 2).toArray();
    lhsBatchSteps = batchSteps(request.input(BatchMatMul.LHS).shape(), elementBytes);
    rhsBatchSteps = batchSteps(request.input(BatchMatMul.RHS).shape(), elementBytes);
  }

  private static int[] batchSteps(Shape shape, int elementBytes) {
    Shape extended = shape.extendedTo(BATCH_RANK + 2);
    int[] steps = new int[BATCH_RANK];
    for (int axis = 0; axis < BATCH_RANK; axis++) {
      steps[axis] =
          extended.dimension(axis) == 1
              ? 0
              : extended.elementCount(axis + 1, BATCH_RANK + 2) * elementBytes;
    }
    return steps;
  }

  @Override
  public void eval(KernelContext context) {
    int matrix = 0;
    for (int b0 = 0; b0 < batches[0]; b0++) {
      for (int b1 = 0; b1 < batches[1]; b1++) {
        for (int b2 = 0; b2 < batches[2]; b2++) {
          multiply(
              context,
              context.input(BatchMatMul.LHS).offset() + step(lhsBatchSteps, b0, b1, b2),
              context.input(BatchMatMul.RHS).offset() + step(rhsBatchSteps, b0, b1, b2),
              matrix * op.rows() * op.columns());
          matrix++;
        }
      }
    }
  }

  private static int step(int[] steps, int b0, int b1, int b2) {
    return b0 * steps[0] + b1 * steps[1] + b2 * steps[2];
  }

  private void multiply(KernelContext context, int lhsAt, int rhsAt, int outputAt) {
    // Within a matrix: bytes from a row of the product to the next, and along the dot product.
    int rowStep = (op.lhsTransposed() ? 1 : op.accumDepth()) * elementBytes;
    int lhsStep = (op.lhsTransposed() ? op.rows() : 1) * elementBytes;
    int columnStep = (op.rhsTransposed() ? op.accumDepth() : 1) * elementBytes;
    int rhsStep = (op.rhsTransposed() ? 1 : op.columns()) * elementBytes;
    byte[] lhs = context.input(BatchMatMul.LHS).data();
    byte[] rhs = context.input(BatchMatMul.RHS).data();
    Tensor output = context.output(BatchMatMul.OUTPUT);
    int index = outputAt;
    for (int row = 0; row < op.rows(); row++) {
      int rowAt = lhsAt + row * rowStep;
      for (int column = 0; column < op.columns(); column++) {
        int columnAt = rhsAt + column * columnStep;
        element.compute(lhs, rowAt, lhsStep, rhs, columnAt, rhsStep, output, index);
        index++;
      }
    }
  }

  private void floatElement(
      byte[] lhs,
      int lhsAt,
      int lhsStep,
      byte[] rhs,
      int rhsAt,
      int rhsStep,
      Tensor output,
      int index) {
    output.setFloat32At(
        index, FloatDot.add(0, lhs, lhsAt, lhsStep, rhs, rhsAt, rhsStep, op.accumDepth()));
  }

  private Element integerElement(Quantized numerics, StridedDot dot) {
    Requantizer requantizer =
        new Requantizer(
            ChannelMultipliers.uniform(numerics.multiplier(), 1),
            numerics.accumulator64(),
            numerics.outputZeroPoint(),
            numerics.range());
    return (lhs, lhsAt, lhsStep, rhs, rhsAt, rhsStep, output, index) -> {
      long sum =
          dot.dot(
              lhs,
              lhsAt,
              lhsStep,
              numerics.lhsZeroPoint(),
              rhs,
              rhsAt,
              rhsStep,
              numerics.rhsZeroPoint(),
              op.accumDepth());
      Requantizer.store(output, index, requantizer.apply(sum, 0));
    };
  }
}
