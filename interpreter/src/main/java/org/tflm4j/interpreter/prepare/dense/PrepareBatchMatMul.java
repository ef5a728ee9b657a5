/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.dense;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.BatchMatMul;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ArithmeticScalings;
import org.tflm4j.interpreter.prepare.support.ConvolutionTensors;

/**
 * Prepares BATCH_MATMUL. Mirrors {@code micro/kernels/batch_matmul.cc} and {@code
 * batch_matmul_common.cc}.
 */
final class PrepareBatchMatMul {
  // BatchMatMulOptions: 0 adj_x, 1 adj_y
  private static final int ADJ_X = 0;
  private static final int ADJ_Y = 1;

  private static final int MAX_RANK = 5;

  private PrepareBatchMatMul() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec lhs = context.input(BatchMatMul.LHS);
    TensorSpec rhs = context.input(BatchMatMul.RHS);
    TensorSpec output = context.output(BatchMatMul.OUTPUT);
    context.requireType(lhs, FLOAT32, INT8, INT16);
    context.requireSameType(lhs, rhs);
    context.requireSameType(lhs, output);
    context.requireRank(lhs, 2, MAX_RANK);
    context.requireRank(rhs, 2, MAX_RANK);
    boolean lhsTransposed = context.options().bool(ADJ_X, false);
    boolean rhsTransposed = context.options().bool(ADJ_Y, false);
    int accumDepth = fromEnd(lhs, lhsTransposed ? 2 : 1);
    context.require(
        accumDepth == fromEnd(rhs, rhsTransposed ? 1 : 2),
        lhs
            + transposed(lhsTransposed)
            + " and "
            + rhs
            + transposed(rhsTransposed)
            + " cannot be multiplied: the columns of the one are not as many as the rows of the"
            + " other");
    int rows = fromEnd(lhs, lhsTransposed ? 1 : 2);
    int columns = fromEnd(rhs, rhsTransposed ? 2 : 1);
    context.setOutputShape(
        BatchMatMul.OUTPUT, outputShape(context, lhs, rhs, output, rows, columns));
    if (lhs.type() == INT16) {
      requireSymmetric(context, lhs);
      requireSymmetric(context, rhs);
      requireSymmetric(context, output);
    }
    return new BatchMatMul(
        rows,
        accumDepth,
        columns,
        lhsTransposed,
        rhsTransposed,
        numerics(context, lhs, rhs, output));
  }

  private static BatchMatMul.Numerics numerics(
      PrepareContext context, TensorSpec lhs, TensorSpec rhs, TensorSpec output) {
    if (lhs.type() == FLOAT32) {
      return new BatchMatMul.Real();
    }
    return new BatchMatMul.Quantized(
        lhs.quantization().zeroPoint(),
        rhs.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        multiplier(context, lhs, rhs, output),
        lhs.type() == INT16,
        context.integerActivation(0, output));
  }

  /** Returns a dimension counted from 1 at the innermost one. */
  private static int fromEnd(TensorSpec tensor, int place) {
    return tensor.shape().dimension(tensor.shape().rank() - place);
  }

  private static String transposed(boolean transposed) {
    return transposed ? ", transposed," : "";
  }

  /** The declared output may have another shape, but not another size, and not a lower rank. */
  private static Shape outputShape(
      PrepareContext context,
      TensorSpec lhs,
      TensorSpec rhs,
      TensorSpec output,
      int rows,
      int columns) {
    int rank = Math.max(lhs.shape().rank(), rhs.shape().rank());
    int[] left = lhs.shape().extendedTo(rank).toArray();
    int[] right = rhs.shape().extendedTo(rank).toArray();
    long[] dimensions = new long[rank];
    for (int axis = 0; axis < rank - 2; axis++) {
      context.require(
          left[axis] == right[axis] || left[axis] == 1 || right[axis] == 1,
          "the batches of " + lhs + " and " + rhs + " do not broadcast");
      dimensions[axis] = left[axis] == 1 ? right[axis] : left[axis];
    }
    dimensions[rank - 2] = rows;
    dimensions[rank - 1] = columns;
    Shape shape = context.shape("the product of " + lhs + " and " + rhs, dimensions);
    context.require(
        output.elementCount() == shape.elementCount() && output.shape().rank() >= rank,
        output + " cannot hold the product of " + lhs + " and " + rhs + ", which is " + shape);
    return shape;
  }

  private static void requireSymmetric(PrepareContext context, TensorSpec tensor) {
    int zeroPoint = tensor.quantization().zeroPoint();
    context.require(
        zeroPoint == 0, tensor + " has the zero point " + zeroPoint + ", needs 0 for INT16");
  }

  private static QuantizedMultiplier multiplier(
      PrepareContext context, TensorSpec lhs, TensorSpec rhs, TensorSpec output) {
    // The product of the scales is a float's, as in the per-tensor helper of TFLM.
    float productScale =
        ArithmeticScalings.scale(context, lhs) * ArithmeticScalings.scale(context, rhs);
    QuantizedMultiplier multiplier =
        context.multiplier((double) productScale / ArithmeticScalings.scale(context, output));
    new ConvolutionTensors(lhs, rhs, null, output)
        .requireShift(context, multiplier.shift(), lhs.type() == INT16);
    return multiplier;
  }
}
