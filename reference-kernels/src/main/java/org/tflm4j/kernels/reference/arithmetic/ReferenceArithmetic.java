/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import static org.tflm4j.api.tensor.LittleEndian.getFloat;
import static org.tflm4j.api.tensor.LittleEndian.putFloat;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * ADD, SUB, MUL, DIV and SQUARED_DIFFERENCE. Mirrors {@code kernels/internal/reference/add.h},
 * {@code sub.h}, {@code mul.h} and {@code div.h}.
 */
final class ReferenceArithmetic {
  private ReferenceArithmetic() {}

  static Kernel create(Arithmetic op, KernelRequest request) {
    TensorType type = request.inputType(0);
    BinaryRow row =
        switch (type) {
          case FLOAT32 -> op.broadcast().isDense() ? denseFloat32(op) : float32(op);
          case INT32 -> int32(op);
          case INT8, INT16 -> quantized(op, type);
          default -> null;
        };
    return row == null ? null : new BroadcastKernel(op.broadcast(), row, request);
  }

  private static BinaryRow quantized(Arithmetic op, TensorType type) {
    BinaryRows rows = new BinaryRows(op.broadcast());
    ArithmeticScaling scaling = op.scaling();
    boolean dense = type == TensorType.INT8 && op.broadcast().isDense();
    return switch (op.kind()) {
      case ADD, SUB -> {
        var sum =
            new QuantizedSum(scaling, op.activation(), op.kind() == Arithmetic.Kind.ADD ? 1 : -1);
        yield dense ? sum::denseInt8 : rows.integers(type, sum);
      }
      case MUL -> {
        var product = new QuantizedProduct(scaling, op.activation());
        yield dense ? product::denseInt8 : rows.integers(type, product);
      }
      case DIV -> rows.integers(type, new QuantizedQuotient(scaling, op.activation()));
      case SQUARED_DIFFERENCE ->
          rows.integers(type, new QuantizedSquaredDifference(scaling, op.activation()));
    };
  }

  /** Sums, differences and products wrap, as TFLM's do. */
  private static BinaryRow int32(Arithmetic op) {
    BinaryRows rows = new BinaryRows(op.broadcast());
    Activation activation = op.activation();
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

  private static BinaryRow float32(Arithmetic op) {
    Activation activation = op.activation();
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
  private static BinaryRow denseFloat32(Arithmetic op) {
    float min = op.activation().floatMin();
    float max = op.activation().floatMax();
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
      case DIV, SQUARED_DIFFERENCE -> float32(op);
    };
  }
}
