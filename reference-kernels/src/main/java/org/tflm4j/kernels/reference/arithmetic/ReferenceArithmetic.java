/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import static org.tflm4j.api.tensor.LittleEndian.getFloat;
import static org.tflm4j.api.tensor.LittleEndian.putFloat;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * ADD, SUB, MUL, DIV and SQUARED_DIFFERENCE. Mirrors {@code kernels/internal/reference/add.h},
 * {@code sub.h}, {@code mul.h} and {@code div.h}.
 */
final class ReferenceArithmetic {
  private ReferenceArithmetic() {}

  static Kernel create(Arithmetic op, KernelRequest request) {
    TensorType type = request.inputType(Arithmetic.INPUT1);
    BinaryRow row =
        switch (op.numerics()) {
          case Arithmetic.Real(RealRange activation) ->
              op.broadcast().isDense() ? denseFloat32(op, activation) : float32(op, activation);
          case Arithmetic.Integers(IntegerRange activation) -> int32(op, activation);
          case Arithmetic.CommonScale numerics -> commonScale(op, numerics, type);
          case Arithmetic.Product numerics -> product(op, numerics, type);
        };
    return new BroadcastKernel(op.broadcast(), row, request);
  }

  private static boolean isDenseInt8(Arithmetic op, TensorType type) {
    return type == TensorType.INT8 && op.broadcast().isDense();
  }

  private static BinaryRow commonScale(
      Arithmetic op, Arithmetic.CommonScale numerics, TensorType type) {
    BinaryRows rows = new BinaryRows(op.broadcast());
    return switch (op.kind()) {
      case ADD, SUB -> {
        var sum = new QuantizedSum(numerics, op.kind() == Arithmetic.Kind.ADD ? 1 : -1);
        yield isDenseInt8(op, type) ? sum::denseInt8 : rows.integers(type, sum);
      }
      case SQUARED_DIFFERENCE -> rows.integers(type, new QuantizedSquaredDifference(numerics));
      case MUL, DIV -> throw new IllegalArgumentException(op.name() + " has no common scale");
    };
  }

  private static BinaryRow product(Arithmetic op, Arithmetic.Product numerics, TensorType type) {
    BinaryRows rows = new BinaryRows(op.broadcast());
    return switch (op.kind()) {
      case MUL -> {
        var product = new QuantizedProduct(numerics);
        yield isDenseInt8(op, type) ? product::denseInt8 : rows.integers(type, product);
      }
      case DIV -> rows.integers(type, new QuantizedQuotient(numerics));
      case ADD, SUB, SQUARED_DIFFERENCE ->
          throw new IllegalArgumentException(op.name() + " needs a common scale");
    };
  }

  /** Sums, differences and products wrap, as TFLM's do. */
  private static BinaryRow int32(Arithmetic op, IntegerRange activation) {
    BinaryRows rows = new BinaryRows(op.broadcast());
    return rows.integers(
        TensorType.INT32,
        switch (op.kind()) {
          case ADD -> (a, b) -> activation.clamp(a + b);
          case SUB -> (a, b) -> activation.clamp(a - b);
          case MUL -> (a, b) -> activation.clamp(a * b);
          case DIV -> (a, b) -> activation.clamp(divide(a, b));
          case SQUARED_DIFFERENCE -> (a, b) -> (a - b) * (a - b);
        });
  }

  private static int divide(int dividend, int divisor) {
    if (divisor == 0) {
      throw new KernelException("division of " + dividend + " by 0");
    }
    return dividend / divisor;
  }

  private static BinaryRow float32(Arithmetic op, RealRange activation) {
    return new BinaryRows(op.broadcast())
        .float32(
            switch (op.kind()) {
              case ADD -> (a, b) -> activation.clamp(a + b);
              case SUB -> (a, b) -> activation.clamp(a - b);
              case MUL -> (a, b) -> activation.clamp(a * b);
              case DIV -> (a, b) -> activation.clamp(a / b);
              case SQUARED_DIFFERENCE -> (a, b) -> (a - b) * (a - b);
            });
  }

  /** The rows where both inputs advance, without a call for every element. */
  private static BinaryRow denseFloat32(Arithmetic op, RealRange activation) {
    float min = activation.min();
    float max = activation.max();
    return switch (op.kind()) {
      case ADD ->
          (input1, input1At, input2, input2At, output, outputAt, count) -> {
            for (int i = 0; i < count; i++) {
              float result =
                  getFloat(input1, input1At + 4 * i) + getFloat(input2, input2At + 4 * i);
              putFloat(output, outputAt + 4 * i, result < min ? min : result > max ? max : result);
            }
          };
      case SUB ->
          (input1, input1At, input2, input2At, output, outputAt, count) -> {
            for (int i = 0; i < count; i++) {
              float result =
                  getFloat(input1, input1At + 4 * i) - getFloat(input2, input2At + 4 * i);
              putFloat(output, outputAt + 4 * i, result < min ? min : result > max ? max : result);
            }
          };
      case MUL ->
          (input1, input1At, input2, input2At, output, outputAt, count) -> {
            for (int i = 0; i < count; i++) {
              float result =
                  getFloat(input1, input1At + 4 * i) * getFloat(input2, input2At + 4 * i);
              putFloat(output, outputAt + 4 * i, result < min ? min : result > max ? max : result);
            }
          };
      case DIV, SQUARED_DIFFERENCE -> float32(op, activation);
    };
  }
}
