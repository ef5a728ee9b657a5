/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;

/** The dot product of quantized inputs and an INT8 filter. Offsets into arrays are in bytes. */
@FunctionalInterface
public interface IntegerDot {
  /**
   * Returns {@code sum((input[i] - inputZeroPoint) * (filter[i] - filterZeroPoint))} over {@code
   * count} elements.
   *
   * @param inputAt where the inputs begin
   * @param inputZeroPoint in the range of the input's type
   * @param filterAt where the filter's elements begin
   * @param filterZeroPoint in the range of INT8
   */
  long dot(
      byte[] input,
      int inputAt,
      int inputZeroPoint,
      byte[] filter,
      int filterAt,
      int filterZeroPoint,
      int count);

  /** Returns the dot product for inputs of type INT8 or INT16. */
  static IntegerDot forInput(TensorType type) {
    return type == TensorType.INT16 ? IntegerDot::int16 : IntegerDot::int8;
  }

  /**
   * A product is at most 2^16, so the int holds 2^15 of them; it wraps beyond that, as TFLM's does.
   */
  private static long int8(
      byte[] input,
      int inputAt,
      int inputZeroPoint,
      byte[] filter,
      int filterAt,
      int filterZeroPoint,
      int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (input[inputAt + i] - inputZeroPoint) * (filter[filterAt + i] - filterZeroPoint);
    }
    return sum;
  }

  /** A product is at most 2^24, so the long cannot overflow. */
  private static long int16(
      byte[] input,
      int inputAt,
      int inputZeroPoint,
      byte[] filter,
      int filterAt,
      int filterZeroPoint,
      int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int product =
          (LittleEndian.getShort(input, inputAt + 2 * i) - inputZeroPoint)
              * (filter[filterAt + i] - filterZeroPoint);
      sum += product;
    }
    return sum;
  }
}
