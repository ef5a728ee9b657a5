/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

/**
 * TFLM's fixed-point rounding, double rounding variant ({@code TFLITE_SINGLE_ROUNDING} off).
 * Mirrors {@code kernels/internal/common.cc} and gemmlowp's {@code fixedpoint.h}. Integer overflow
 * wraps, as it does there on every machine of interest.
 */
public final class FixedPoint {
  private FixedPoint() {}

  /**
   * Returns {@code round(a * b / 2^31)}, ties towards positive infinity; saturates for a = b =
   * -2^31.
   */
  public static int saturatingRoundingDoublingHighMul(int a, int b) {
    // gemmlowp's asymmetric nudge and truncating division cancel to this for every sign of a and b.
    return (int) Math.min(((long) a * b + (1L << 30)) >> 31, Integer.MAX_VALUE);
  }

  /** Returns {@code round(x / 2^exponent)}, ties away from zero; {@code 0 <= exponent <= 31}. */
  public static int roundingDivideByPowerOfTwo(int x, int exponent) {
    // Half of the divisor takes ties upwards; one less for negative x takes them down.
    long half = (1L << exponent) >> 1;
    int below = (x >> 31) & (-exponent >> 31);
    return (int) ((x + half + below) >> exponent);
  }

  /**
   * Returns {@code x} times the real multiplier that {@code multiplier} and {@code shift} stand
   * for. Mirrors {@code MultiplyByQuantizedMultiplier(int32_t, ...)}.
   *
   * @param multiplier see {@link QuantizedMultiplier#multiplier()}
   * @param shift from -31 to 31; positive shifts to the left before the multiplication
   */
  public static int multiply(int x, int multiplier, int shift) {
    int leftShift = Math.max(shift, 0);
    int rightShift = Math.max(-shift, 0);
    return roundingDivideByPowerOfTwo(
        saturatingRoundingDoublingHighMul(x << leftShift, multiplier), rightShift);
  }

  /**
   * Returns {@code x} times the real multiplier, with the multiplier reduced to 16 bits first: the
   * route of kernels with 64-bit accumulators. Mirrors {@code
   * MultiplyByQuantizedMultiplier(int64_t, ...)}.
   *
   * @param x within 48 bits
   * @param multiplier at least 0
   * @param shift from -31 to 7
   */
  public static int multiply(long x, int multiplier, int shift) {
    int reduced = multiplier < 0x7FFF_0000 ? (multiplier + (1 << 15)) >> 16 : 0x7FFF;
    int totalShift = 15 - shift;
    // |x| < 2^47 and reduced < 2^15, so the product and the rounding term stay within 63 bits.
    return (int) ((x * reduced + (1L << (totalShift - 1))) >> totalShift);
  }
}
