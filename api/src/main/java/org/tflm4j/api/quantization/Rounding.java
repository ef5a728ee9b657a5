/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

/** Rounding of real numbers to the nearest integer, halves away from zero: C's {@code round}. */
public final class Rounding {
  private Rounding() {}

  /** Returns {@code value} rounded; infinities, NaN and the sign of zero stay. */
  public static float halfAwayFromZero(float value) {
    // A float plus one half is exact in double wherever the float has a fraction.
    return (float) Math.copySign(Math.floor(Math.abs((double) value) + 0.5), value);
  }

  /** Returns {@code value} rounded; infinities, NaN and the sign of zero stay. */
  public static double halfAwayFromZero(double value) {
    double magnitude = Math.abs(value);
    double floor = Math.floor(magnitude);
    // Not floor(magnitude + 0.5): the sum of the largest number under one half and one half is 1.
    return Math.copySign(magnitude - floor >= 0.5 ? floor + 1 : floor, value);
  }
}
