/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import static org.tflm4j.api.quantization.FixedPoint.roundingDivideByPowerOfTwo;
import static org.tflm4j.api.quantization.FixedPoint.saturatingRoundingDoublingHighMul;
import static org.tflm4j.api.quantization.GemmlowpFixedPoint.rescale;

/**
 * {@code 1 / sqrt(x)} of an integer as a multiplier and a shift in the sense of {@link
 * QuantizedMultiplier}, worked out in integers. Mirrors {@code GetInvSqrtQuantizedMultiplierExp} of
 * {@code kernels/internal/common.h}. In two methods, so that a kernel gets both without allocating.
 */
public final class InverseSquareRoot {
  /** One in Q3. */
  private static final int ONE = 1 << 28;

  private static final int HALF_SQUARE_ROOT_OF_TWO =
      GemmlowpFixedPoint.constant(Math.sqrt(2) / 2, 0);

  private InverseSquareRoot() {}

  /**
   * Returns the multiplier.
   *
   * @param x at least 0; 0 counts as 1
   */
  public static int multiplier(long x) {
    if (x <= 1) {
      return Integer.MAX_VALUE;
    }
    // In Q3, from 1/4 (inclusive) to 1 (exclusive).
    int input = (int) normalized(x) >> 1;
    int halfInput = roundingDivideByPowerOfTwo(input, 1);
    int root = ONE;
    // Newton and Raphson from the guess 1: root = 3/2 root - 1/2 input root^3. All stay under 2.5.
    for (int step = 0; step < 5; step++) {
      int square = saturatingRoundingDoublingHighMul(root, root);
      int cube = rescale(saturatingRoundingDoublingHighMul(square, root), 9, 3);
      root =
          rescale(
              saturatingRoundingDoublingHighMul(ONE + ONE / 2, root)
                  - saturatingRoundingDoublingHighMul(halfInput, cube),
              6,
              3);
    }
    return saturatingRoundingDoublingHighMul(root, HALF_SQUARE_ROOT_OF_TWO)
        << Math.max(-rightShift(x), 0);
  }

  /**
   * Returns the shift: a right shift where negative; never positive.
   *
   * @param x at least 0; 0 counts as 1
   */
  public static int shift(long x) {
    return x <= 1 ? 0 : -Math.max(rightShift(x), 0);
  }

  /** Brings {@code x}, at least 2, into the range from 2^27 to 2^29 by an even number of bits. */
  private static long normalized(long x) {
    int shift = 2 * (rightShift(x) - 11);
    return shift >= 0 ? x >> shift : x << -shift;
  }

  /** The right shift that goes with the normalized input: 11 where nothing has to be shifted. */
  private static int rightShift(long x) {
    int bits = 64 - Long.numberOfLeadingZeros(x);
    return 11 + Math.floorDiv(bits - 28, 2);
  }
}
