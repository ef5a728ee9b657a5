/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

/**
 * Fixed-point division by Newton's method. Mirrors {@code one_over_one_plus_x_for_x_in_0_1} of
 * gemmlowp's {@code fixedpoint.h} and {@code GetReciprocal} of {@code kernels/internal/common.h}.
 */
public final class Reciprocal {
  // 48/17 and -32/17 with 29 fraction bits: the best line through 1/x over [1/2, 1].
  private static final int FORTY_EIGHT_SEVENTEENTHS = 1515870810;
  private static final int MINUS_THIRTY_TWO_SEVENTEENTHS = -1010580540;
  private static final int ONE = 1 << 29;

  private Reciprocal() {}

  /**
   * Returns {@code 1 / (1 + x)}.
   *
   * @param x from 0 to 1, 31 fraction bits
   * @return from 0.5 to 1, 31 fraction bits
   */
  public static int ofOnePlus(int x) {
    // Rounded half sum of x and 1; both are at least 0.
    int halfDenominator = (int) (((long) x + Integer.MAX_VALUE + 1) / 2);
    // The estimate has 29 fraction bits and stays between 1 and 2, so that nothing overflows.
    int estimate =
        FORTY_EIGHT_SEVENTEENTHS
            + FixedPoint.saturatingRoundingDoublingHighMul(
                halfDenominator, MINUS_THIRTY_TWO_SEVENTEENTHS);
    for (int i = 0; i < 3; i++) {
      int product = FixedPoint.saturatingRoundingDoublingHighMul(halfDenominator, estimate);
      int correction = FixedPoint.saturatingRoundingDoublingHighMul(estimate, ONE - product);
      estimate += saturatingShiftLeft(correction, 2);
    }
    // Half of twice the reciprocal: the same bits mean 1/(1+x) with 30 fraction bits.
    return saturatingShiftLeft(estimate, 1);
  }

  /**
   * Returns the reciprocal of a positive integer: {@code result * 2^-31 * 2^-bitsOverUnit(x)},
   * where the result is from 0.5 to 1 with 31 fraction bits.
   */
  public static int of(int x) {
    // Normalised to [1, 2) with 31 fraction bits, less 1.
    return ofOnePlus((x << Integer.numberOfLeadingZeros(x)) - Integer.MIN_VALUE);
  }

  /** Returns the power of two that goes with {@link #of}: {@code floor(log2(x))}. */
  public static int bitsOverUnit(int x) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(x);
  }

  private static int saturatingShiftLeft(int x, int bits) {
    long shifted = (long) x << bits;
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, shifted));
  }
}
