/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.BinaryFunction;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * MAXIMUM, MINIMUM, FLOOR_DIV, FLOOR_MOD, LOGICAL_AND and LOGICAL_OR. Mirrors {@code
 * kernels/internal/reference/maximum_minimum.h}, {@code floor_div.h}, {@code floor_mod.h} and
 * {@code micro/kernels/logical_common.cc}.
 */
final class ReferenceBinaryFunction {
  private ReferenceBinaryFunction() {}

  static Kernel create(BinaryFunction op, KernelRequest request) {
    BinaryRows rows = new BinaryRows(op.broadcast());
    TensorType type = request.inputType(BinaryFunction.INPUT1);
    BinaryRow row =
        switch (type) {
          case FLOAT32 -> rows.float32(float32(op.kind()));
          case INT64 -> rows.int64(int64(op.kind()));
          case BOOL, INT8, INT16, INT32 -> rows.integers(type, int32(op.kind()));
          default -> null;
        };
    return row == null ? null : new BroadcastKernel(op.broadcast(), row, request);
  }

  private static FloatBinaryOperator float32(BinaryFunction.Kind kind) {
    return switch (kind) {
      // Not Math.max: the second one wins where one is not a number, or both are zeros.
      case MAXIMUM -> (a, b) -> a > b ? a : b;
      case MINIMUM -> (a, b) -> a < b ? a : b;
      case FLOOR_DIV -> ReferenceBinaryFunction::floorDiv;
      case FLOOR_MOD -> ReferenceBinaryFunction::floorMod;
      case LOGICAL_AND, LOGICAL_OR -> throw new IllegalArgumentException(kind + " of FLOAT32");
    };
  }

  private static LongBinaryOperator int64(BinaryFunction.Kind kind) {
    return switch (kind) {
      case MAXIMUM -> Math::max;
      case MINIMUM -> Math::min;
      case FLOOR_DIV, FLOOR_MOD, LOGICAL_AND, LOGICAL_OR ->
          throw new IllegalArgumentException(kind + " of INT64");
    };
  }

  private static IntBinaryOperator int32(BinaryFunction.Kind kind) {
    return switch (kind) {
      case MAXIMUM -> Math::max;
      case MINIMUM -> Math::min;
      case LOGICAL_AND -> (a, b) -> a != 0 && b != 0 ? 1 : 0;
      case LOGICAL_OR -> (a, b) -> a != 0 || b != 0 ? 1 : 0;
      case FLOOR_DIV, FLOOR_MOD -> throw new IllegalArgumentException(kind + " of integers");
    };
  }

  private static float floorDiv(float dividend, float divisor) {
    if (divisor == 0) {
      throw new KernelException("division of " + dividend + " by 0");
    }
    return (float) Math.floor((double) dividend / (double) divisor);
  }

  private static float floorMod(float dividend, float divisor) {
    float truncated = dividend % divisor;
    return truncated != 0 && (divisor < 0) != (truncated < 0) ? truncated + divisor : truncated;
  }
}
