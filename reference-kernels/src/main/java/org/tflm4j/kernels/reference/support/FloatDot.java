/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import org.tflm4j.api.tensor.LittleEndian;

/** The dot product of FLOAT32 vectors. Positions and steps are in bytes. */
public final class FloatDot {
  private FloatDot() {}

  /**
   * Returns {@code sum} plus the products of {@code count} elements, one after the other, in this
   * order.
   *
   * @param leftAt where the first element lies
   * @param leftStep from an element to the next
   */
  public static float add(
      float sum,
      byte[] left,
      int leftAt,
      int leftStep,
      byte[] right,
      int rightAt,
      int rightStep,
      int count) {
    float total = sum;
    for (int i = 0; i < count; i++) {
      total +=
          LittleEndian.getFloat(left, leftAt + i * leftStep)
              * LittleEndian.getFloat(right, rightAt + i * rightStep);
    }
    return total;
  }
}
