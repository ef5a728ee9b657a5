/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;

/**
 * The dot product of quantized vectors whose elements lie apart. Positions and steps are in bytes.
 */
@FunctionalInterface
public interface StridedDot {
  /**
   * Returns {@code sum((left[i] - leftZeroPoint) * (right[i] - rightZeroPoint))} over {@code count}
   * elements.
   *
   * @param leftAt where the first element lies
   * @param leftStep from an element to the next
   */
  long dot(
      byte[] left,
      int leftAt,
      int leftStep,
      int leftZeroPoint,
      byte[] right,
      int rightAt,
      int rightStep,
      int rightZeroPoint,
      int count);

  /** Returns the dot product for vectors of INT8 or INT16. */
  static StridedDot of(TensorType left, TensorType right) {
    if (left == TensorType.INT16) {
      return right == TensorType.INT16 ? StridedDot::shorts : StridedDot::shortsAndBytes;
    }
    return StridedDot::bytes;
  }

  /**
   * A product is at most 2^16, so the int holds 2^15 of them; it wraps beyond that, as TFLM's does.
   */
  private static long bytes(
      byte[] left,
      int leftAt,
      int leftStep,
      int leftZeroPoint,
      byte[] right,
      int rightAt,
      int rightStep,
      int rightZeroPoint,
      int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum +=
          (left[leftAt + i * leftStep] - leftZeroPoint)
              * (right[rightAt + i * rightStep] - rightZeroPoint);
    }
    return sum;
  }

  /** A product is at most 2^24, so the long cannot overflow. */
  private static long shortsAndBytes(
      byte[] left,
      int leftAt,
      int leftStep,
      int leftZeroPoint,
      byte[] right,
      int rightAt,
      int rightStep,
      int rightZeroPoint,
      int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int product =
          (LittleEndian.getShort(left, leftAt + i * leftStep) - leftZeroPoint)
              * (right[rightAt + i * rightStep] - rightZeroPoint);
      sum += product;
    }
    return sum;
  }

  /** A product of two shorts is at most 2^30 (INT16 has zero points of 0), so no sum overflows. */
  private static long shorts(
      byte[] left,
      int leftAt,
      int leftStep,
      int leftZeroPoint,
      byte[] right,
      int rightAt,
      int rightStep,
      int rightZeroPoint,
      int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int product =
          (LittleEndian.getShort(left, leftAt + i * leftStep) - leftZeroPoint)
              * (LittleEndian.getShort(right, rightAt + i * rightStep) - rightZeroPoint);
      sum += product;
    }
    return sum;
  }
}
