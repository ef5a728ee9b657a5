/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.Arrays;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorType;

/** Comparison of the raw elements of two tensors of one type. */
final class Elements {
  private Elements() {}

  /**
   * Returns the first element that differs, with both values, or null if there is none. Integers
   * are equal bit for bit. Real numbers may differ by {@code tolerance} relative to the larger of
   * the expected one and 1; NaN equals NaN.
   */
  static String difference(TensorType type, byte[] expected, byte[] got, float tolerance) {
    if (type != TensorType.FLOAT32) {
      int at = Arrays.mismatch(expected, got);
      return at < 0 ? null : message("byte", at, expected[at], got[at]);
    }
    for (int i = 0; i < expected.length / Float.BYTES; i++) {
      float wanted = LittleEndian.getFloat(expected, Float.BYTES * i);
      float found = LittleEndian.getFloat(got, Float.BYTES * i);
      float allowed = tolerance == 0 ? 0 : tolerance * Math.max(1, Math.abs(wanted));
      if (Float.compare(wanted, found) != 0
          && wanted != found
          && !(Math.abs(wanted - found) <= allowed)) {
        return message("element", i, wanted, found);
      }
    }
    return null;
  }

  private static String message(String what, int index, Object expected, Object got) {
    return what + " " + index + " is " + got + ", the reference has " + expected;
  }
}
