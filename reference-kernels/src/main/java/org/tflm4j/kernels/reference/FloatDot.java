/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.tensor.LittleEndian;

/** The dot product of FLOAT32 vectors. */
final class FloatDot {
  private FloatDot() {}

  /**
   * Returns {@code sum} plus the products one after the other, in this order. Offsets are in bytes.
   */
  static float add(float sum, byte[] input, int inputAt, byte[] filter, int filterAt, int count) {
    float total = sum;
    for (int i = 0; i < count; i++) {
      total +=
          LittleEndian.getFloat(input, inputAt + 4 * i)
              * LittleEndian.getFloat(filter, filterAt + 4 * i);
    }
    return total;
  }
}
