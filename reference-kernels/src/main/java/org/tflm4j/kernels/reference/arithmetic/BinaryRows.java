/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import static org.tflm4j.api.tensor.LittleEndian.getFloat;
import static org.tflm4j.api.tensor.LittleEndian.getInt;
import static org.tflm4j.api.tensor.LittleEndian.getLong;
import static org.tflm4j.api.tensor.LittleEndian.getShort;
import static org.tflm4j.api.tensor.LittleEndian.putFloat;
import static org.tflm4j.api.tensor.LittleEndian.putInt;
import static org.tflm4j.api.tensor.LittleEndian.putLong;
import static org.tflm4j.api.tensor.LittleEndian.putShort;

import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.tensor.TensorType;

/**
 * The rows of operators on two tensors, from a function of two elements. An input that stands still
 * along a row has the step 0.
 *
 * <p>The function is called for every element through its interface; operators for which that is
 * too slow have rows of their own for the case that both inputs advance.
 */
final class BinaryRows {
  private final int step1;
  private final int step2;

  BinaryRows(Broadcast broadcast) {
    this.step1 = broadcast.rowStep(0);
    this.step2 = broadcast.rowStep(1);
  }

  /** Returns the row for a type of integers of up to 32 bits, inputs and output. */
  BinaryRow integers(TensorType type, IntBinaryOperator function) {
    return switch (type) {
      case BOOL, INT8 -> int8(function);
      case INT16 -> int16(function);
      case INT32 -> int32(function);
      default -> throw new IllegalArgumentException("no row for " + type);
    };
  }

  /** The function's result is an element of INT8, or 0 or 1 for BOOL. */
  BinaryRow int8(IntBinaryOperator function) {
    return (input1, input1At, input2, input2At, output, outputAt, count) -> {
      for (int i = 0; i < count; i++) {
        output[outputAt + i] =
            (byte) function.applyAsInt(input1[input1At + i * step1], input2[input2At + i * step2]);
      }
    };
  }

  private BinaryRow int16(IntBinaryOperator function) {
    return (input1, input1At, input2, input2At, output, outputAt, count) -> {
      for (int i = 0; i < count; i++) {
        int a = getShort(input1, input1At + 2 * i * step1);
        int b = getShort(input2, input2At + 2 * i * step2);
        putShort(output, outputAt + 2 * i, (short) function.applyAsInt(a, b));
      }
    };
  }

  private BinaryRow int32(IntBinaryOperator function) {
    return (input1, input1At, input2, input2At, output, outputAt, count) -> {
      for (int i = 0; i < count; i++) {
        int a = getInt(input1, input1At + 4 * i * step1);
        int b = getInt(input2, input2At + 4 * i * step2);
        putInt(output, outputAt + 4 * i, function.applyAsInt(a, b));
      }
    };
  }

  BinaryRow int64(LongBinaryOperator function) {
    return (input1, input1At, input2, input2At, output, outputAt, count) -> {
      for (int i = 0; i < count; i++) {
        long a = getLong(input1, input1At + 8 * i * step1);
        long b = getLong(input2, input2At + 8 * i * step2);
        putLong(output, outputAt + 8 * i, function.applyAsLong(a, b));
      }
    };
  }

  BinaryRow float32(FloatBinaryOperator function) {
    return (input1, input1At, input2, input2At, output, outputAt, count) -> {
      for (int i = 0; i < count; i++) {
        float a = getFloat(input1, input1At + 4 * i * step1);
        float b = getFloat(input2, input2At + 4 * i * step2);
        putFloat(output, outputAt + 4 * i, function.apply(a, b));
      }
    };
  }
}
