/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.reduction;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;

/**
 * Takes a row of input elements into accumulators: all into one, or each into its own. Positions
 * are in bytes.
 */
@FunctionalInterface
interface RowReduction {
  /**
   * Reduces a row.
   *
   * @param inputAt where the row begins
   * @param accumulatorAt the first accumulator
   * @param count elements of the row
   * @param each true if element i goes into accumulator i, false if all go into the first
   */
  void reduce(
      byte[] input, int inputAt, byte[] accumulators, int accumulatorAt, int count, boolean each);

  /** Reads an integer element. */
  @FunctionalInterface
  interface IntegerElement {
    int at(byte[] bytes, int at);
  }

  /** An associative operation on floats. */
  @FunctionalInterface
  interface FloatOperation {
    float apply(float current, float element);
  }

  /** Returns the sum of INT8 or INT16 elements in 32-bit accumulators. */
  static RowReduction integerSum(TensorType type) {
    return type == TensorType.INT16
        ? integerSum(LittleEndian::getShort, 2)
        : integerSum((bytes, at) -> bytes[at], 1);
  }

  /** Sums wrap beyond 32 bits, which takes 2^16 elements of INT16: as TFLM's do. */
  private static RowReduction integerSum(IntegerElement element, int elementBytes) {
    return (input, inputAt, accumulators, accumulatorAt, count, each) -> {
      if (each) {
        for (int i = 0; i < count; i++) {
          int at = accumulatorAt + 4 * i;
          LittleEndian.putInt(
              accumulators,
              at,
              LittleEndian.getInt(accumulators, at)
                  + element.at(input, inputAt + elementBytes * i));
        }
        return;
      }
      int sum = LittleEndian.getInt(accumulators, accumulatorAt);
      for (int i = 0; i < count; i++) {
        sum += element.at(input, inputAt + elementBytes * i);
      }
      LittleEndian.putInt(accumulators, accumulatorAt, sum);
    };
  }

  /** Returns the reduction of FLOAT32 elements, in their order. */
  static RowReduction float32(FloatOperation operation) {
    return (input, inputAt, accumulators, accumulatorAt, count, each) -> {
      if (each) {
        for (int i = 0; i < count; i++) {
          int at = accumulatorAt + 4 * i;
          LittleEndian.putFloat(
              accumulators,
              at,
              operation.apply(
                  LittleEndian.getFloat(accumulators, at),
                  LittleEndian.getFloat(input, inputAt + 4 * i)));
        }
        return;
      }
      float current = LittleEndian.getFloat(accumulators, accumulatorAt);
      for (int i = 0; i < count; i++) {
        current = operation.apply(current, LittleEndian.getFloat(input, inputAt + 4 * i));
      }
      LittleEndian.putFloat(accumulators, accumulatorAt, current);
    };
  }

  /** Returns the reduction of elements of one byte, read as signed ones. */
  static RowReduction int8(IntBinaryOperator operation) {
    return (input, inputAt, accumulators, accumulatorAt, count, each) -> {
      if (each) {
        for (int i = 0; i < count; i++) {
          accumulators[accumulatorAt + i] =
              (byte) operation.applyAsInt(accumulators[accumulatorAt + i], input[inputAt + i]);
        }
        return;
      }
      int current = accumulators[accumulatorAt];
      for (int i = 0; i < count; i++) {
        current = operation.applyAsInt(current, input[inputAt + i]);
      }
      accumulators[accumulatorAt] = (byte) current;
    };
  }
}
