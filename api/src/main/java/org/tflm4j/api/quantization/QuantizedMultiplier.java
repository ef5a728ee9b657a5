/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

/**
 * A positive real multiplier as a 31-bit fixed-point number and a power of two: {@code multiplier *
 * 2^(shift - 31)}. Mirrors {@code QuantizeMultiplier} of {@code
 * kernels/internal/quantization_util.cc}.
 *
 * @param multiplier 0, or from 2^30 to 2^31 - 1 (its negative for a negative real multiplier)
 * @param shift a left shift where positive, a rounding right shift where negative; at least -31
 */
public record QuantizedMultiplier(int multiplier, int shift) {
  /** The multiplier 0. */
  public static final QuantizedMultiplier ZERO = new QuantizedMultiplier(0, 0);

  /**
   * Returns the fixed-point form of a real multiplier; multipliers under 2^-32 become 0.
   *
   * @throws IllegalArgumentException if the multiplier is infinite or not a number
   */
  public static QuantizedMultiplier of(double real) {
    if (!Double.isFinite(real)) {
      throw new IllegalArgumentException("the multiplier " + real + " is not a finite number");
    }
    if (real == 0) {
      return ZERO;
    }
    // frexp: real = fraction * 2^exponent with 0.5 <= |fraction| < 1.
    int exponent = Math.getExponent(real) + 1;
    double fraction =
        Math.getExponent(real) < Double.MIN_EXPONENT ? 0 : Math.scalb(real, -exponent);
    long fixed = roundHalfAwayFromZero(fraction * (1L << 31));
    if (fixed == 1L << 31) {
      fixed /= 2;
      exponent++;
    }
    return exponent < -31 ? ZERO : new QuantizedMultiplier((int) fixed, exponent);
  }

  /** C's {@code round}. */
  private static long roundHalfAwayFromZero(double value) {
    return (long) Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
  }

  /**
   * Returns {@code value} times this multiplier, see {@link FixedPoint#multiply(int, int, int)}.
   */
  public int apply(int value) {
    return FixedPoint.multiply(value, multiplier, shift);
  }
}
