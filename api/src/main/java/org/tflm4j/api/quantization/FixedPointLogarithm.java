/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import static org.tflm4j.api.quantization.FixedPoint.saturatingRoundingDoublingHighMul;
import static org.tflm4j.api.quantization.GemmlowpFixedPoint.constant;
import static org.tflm4j.api.quantization.GemmlowpFixedPoint.rescale;
import static org.tflm4j.api.quantization.GemmlowpFixedPoint.saturatingShiftLeft;

/**
 * The natural logarithm on 32-bit fixed-point numbers. Mirrors {@code
 * log_x_for_x_greater_than_or_equal_to_1} of {@code kernels/internal/common.h}. Formats are named
 * as in {@link GemmlowpFixedPoint}.
 *
 * <p>The argument is split into {@code r * 2^k} with r from sqrt(1/2) to 1 and k a whole number
 * plus or minus a quarter; the logarithm of r comes from a rational function around {@code
 * (1/2)^(1/4)}.
 */
public final class FixedPointLogarithm {
  private static final double FOURTH_ROOT_OF_TWO = Math.sqrt(Math.sqrt(2));

  private static final int LOG_TWO = constant(StrictMath.log(2), 0);
  private static final int ROOT_OF_HALF = constant(Math.sqrt(0.5), 0);
  private static final int FOURTH_ROOT_OF_HALF = constant(Math.sqrt(Math.sqrt(0.5)), 0);

  // Coefficients of the numerator (n) and of the denominator (d, i, f).
  private static final int ALPHA_N = constant(11.0 / 240 * FOURTH_ROOT_OF_TWO, 0);
  private static final int ALPHA_D = constant(1.0 / 20 * FOURTH_ROOT_OF_TWO, 0);
  private static final int ALPHA_I = constant(2 / FOURTH_ROOT_OF_TWO - FOURTH_ROOT_OF_TWO, 0);
  private static final int ALPHA_F = constant(1.0 / 4 * FOURTH_ROOT_OF_TWO, 0);

  private FixedPointLogarithm() {}

  /**
   * Returns the natural logarithm of {@code x}.
   *
   * @param x at least 1, in Q{@code integerBits}
   * @param integerBits format of {@code x}
   * @param resultIntegerBits format of the result, wide enough for the logarithm of the largest
   *     argument
   */
  public static int log(int x, int integerBits, int resultIntegerBits) {
    int sumBits = resultIntegerBits + 1;
    int quarter = constant(0.25, sumBits);

    // Two ways to split the argument, half a power of two apart: the smaller r is the right one.
    int leadingZeros = Integer.numberOfLeadingZeros(x);
    int r1 =
        saturatingShiftLeft(multiply(saturatingShiftLeft(x, leadingZeros - 1), ROOT_OF_HALF), 1);
    int k1 =
        saturate((long) saturatingShiftLeft(integerBits - leadingZeros, 31 - sumBits) + quarter);
    int headroom = Integer.numberOfLeadingZeros(multiply(x, ROOT_OF_HALF)) - 1;
    int r2 = saturatingShiftLeft(x, headroom);
    int k2 = saturate((long) saturatingShiftLeft(integerBits - headroom, 31 - sumBits) - quarter);
    int r = Math.min(r1, r2);
    int k = Math.max(k1, k2);

    // r is within sqrt(1/2) and 1, so the sums of these Q0 numbers stay within -1 and 1.
    int mean = (int) (((long) r + FOURTH_ROOT_OF_HALF + 1) / 2);
    int q = 2 * (r - FOURTH_ROOT_OF_HALF);
    int square = multiply(q, q);
    int numerator = multiply(q, r) + multiply(multiply(q, square), ALPHA_N);
    int denominatorMinusOne =
        multiply(mean, ALPHA_I + q + multiply(ALPHA_D, square)) + multiply(ALPHA_F, q);
    int logOfR =
        multiply(
            rescale(numerator, 0, sumBits),
            GemmlowpFixedPoint.oneOverOnePlusX(denominatorMinusOne));
    return rescale(multiply(k, LOG_TWO) + logOfR, sumBits, resultIntegerBits);
  }

  private static int multiply(int a, int b) {
    return saturatingRoundingDoublingHighMul(a, b);
  }

  private static int saturate(long value) {
    return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
