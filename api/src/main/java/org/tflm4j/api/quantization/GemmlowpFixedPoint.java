/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import static org.tflm4j.api.quantization.FixedPoint.roundingDivideByPowerOfTwo;
import static org.tflm4j.api.quantization.FixedPoint.saturatingRoundingDoublingHighMul;

/**
 * Transcendental functions on 32-bit fixed-point numbers, bit for bit those of gemmlowp's {@code
 * fixedpoint.h}, which the quantized kernels of TFLM build on.
 *
 * <p>A number with {@code n} integer bits is an int that stands for itself times {@code 2^(n -
 * 31)}, so it ranges from {@code -2^n} to just under {@code 2^n}; this documentation calls the
 * format Qn. In Q0 the number one is the largest int. The product of a Qm and a Qn number, {@link
 * FixedPoint#saturatingRoundingDoublingHighMul}, is a Q(m+n) number. Sums wrap.
 */
public final class GemmlowpFixedPoint {
  /** One in Q0, as near as the format comes to it. */
  private static final int ONE_Q0 = Integer.MAX_VALUE;

  /** One in Q2. */
  private static final int ONE_Q2 = 1 << 29;

  private static final int ONE_THIRD = constant(1.0 / 3, 0);
  private static final int EXP_MINUS_ONE_EIGHTH = constant(StrictMath.exp(-1.0 / 8), 0);

  /** exp(-2^k) in Q0 for k from -2 to 4, at index k + 2. */
  private static final int[] EXP_MINUS_POWER_OF_TWO = new int[7];

  static {
    for (int i = 0; i < EXP_MINUS_POWER_OF_TWO.length; i++) {
      EXP_MINUS_POWER_OF_TWO[i] = constant(StrictMath.exp(-Math.scalb(1.0, i - 2)), 0);
    }
  }

  // The first guess of the division: 48/17 - 32/17 d is the straight line nearest to 1/d for d
  // between one half and one.
  private static final int GUESS_CONSTANT = constant(48.0 / 17, 2);
  private static final int GUESS_SLOPE = constant(-32.0 / 17, 2);

  private GemmlowpFixedPoint() {}

  /** Returns the Q{@code integerBits} number nearest to {@code value}. */
  static int constant(double value, int integerBits) {
    return (int) Rounding.halfAwayFromZero(Math.scalb(value, 31 - integerBits));
  }

  /** Returns {@code x * 2^exponent}, saturated; {@code 0 <= exponent <= 31}. */
  public static int saturatingShiftLeft(int x, int exponent) {
    long wide = (long) x << exponent;
    return Math.clamp(wide, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * Returns a number in another format: rounded half away from zero where bits are lost, saturated
   * where the new format is too narrow.
   *
   * @param fromIntegerBits format of {@code x}
   * @param toIntegerBits format of the result
   */
  public static int rescale(int x, int fromIntegerBits, int toIntegerBits) {
    int exponent = fromIntegerBits - toIntegerBits;
    return exponent >= 0
        ? saturatingShiftLeft(x, exponent)
        : roundingDivideByPowerOfTwo(x, -exponent);
  }

  /**
   * Returns e to the power of {@code x}, in Q0.
   *
   * <p>The fraction of {@code x} within a quarter goes through a polynomial; each bit of the
   * quarters that remain multiplies the result by exp(-2^k).
   *
   * @param x at most 0, in Q{@code integerBits}
   * @param integerBits from 0 to 5
   */
  public static int expOnNegativeValues(int x, int integerBits) {
    if (x == 0) {
      return ONE_Q0;
    }
    int fractionalBits = 31 - integerBits;
    int oneQuarter = 1 << (fractionalBits - 2);
    // In [-1/4, 0), and what is left is a multiple of 1/4.
    int fraction = (x & (oneQuarter - 1)) - oneQuarter;
    int quarters = fraction - x;
    int result = expBetweenMinusOneQuarterAndZero(rescale(fraction, integerBits, 0));
    for (int i = 0; i < integerBits + 2; i++) {
      if ((quarters & (oneQuarter << i)) != 0) {
        result = saturatingRoundingDoublingHighMul(result, EXP_MINUS_POWER_OF_TWO[i]);
      }
    }
    return result;
  }

  /** The Taylor polynomial of degree 4 around -1/8; argument and result in Q0. */
  private static int expBetweenMinusOneQuarterAndZero(int a) {
    int x = a + (1 << 28);
    int x2 = saturatingRoundingDoublingHighMul(x, x);
    int x3 = saturatingRoundingDoublingHighMul(x2, x);
    int x4 = saturatingRoundingDoublingHighMul(x2, x2);
    // |x| <= 1/8, so none of these sums leaves the format.
    int x3Over3PlusX4Over12 =
        saturatingRoundingDoublingHighMul(roundingDivideByPowerOfTwo(x4, 2) + x3, ONE_THIRD);
    int tail = roundingDivideByPowerOfTwo(x3Over3PlusX4Over12 + x2, 1);
    return EXP_MINUS_ONE_EIGHTH + saturatingRoundingDoublingHighMul(EXP_MINUS_ONE_EIGHTH, x + tail);
  }

  /**
   * Returns {@code 1 / (1 + x)}, in Q0.
   *
   * @param x from 0 to 1, in Q0
   */
  public static int oneOverOnePlusX(int x) {
    // The quotient 2 / (1 + x) in Q2 is the wanted one in Q1.
    return rescale(twoOverOnePlusX(x), 1, 0);
  }

  /**
   * Returns {@code (1 - x) / (1 + x)}, in Q0.
   *
   * @param x from 0 to 1, in Q0
   */
  public static int oneMinusXOverOnePlusX(int x) {
    return rescale(twoOverOnePlusX(x) - ONE_Q2, 2, 0);
  }

  /**
   * Returns {@code 1 / d} in Q2 for {@code d = (1 + x) / 2} by three steps of Newton and Raphson.
   */
  private static int twoOverOnePlusX(int x) {
    int d = (int) (((long) x + ONE_Q0 + 1) / 2);
    int quotient = GUESS_CONSTANT + saturatingRoundingDoublingHighMul(d, GUESS_SLOPE);
    for (int step = 0; step < 3; step++) {
      int error = ONE_Q2 - saturatingRoundingDoublingHighMul(d, quotient);
      quotient += rescale(saturatingRoundingDoublingHighMul(quotient, error), 4, 2);
    }
    return quotient;
  }

  /**
   * Returns {@code 1 / (1 + exp(-x))}, in Q0.
   *
   * @param x in Q{@code integerBits}, not the smallest int
   * @param integerBits from 0 to 5
   */
  public static int logistic(int x, int integerBits) {
    if (x == 0) {
      return 1 << 30;
    }
    int positive = oneOverOnePlusX(expOnNegativeValues(x > 0 ? -x : x, integerBits));
    return x > 0 ? positive : ONE_Q0 - positive;
  }

  /**
   * Returns the hyperbolic tangent of {@code x}, in Q0.
   *
   * @param x in Q{@code integerBits}, not the smallest int
   * @param integerBits from 0 to 4
   */
  public static int tanh(int x, int integerBits) {
    if (x == 0) {
      return 0;
    }
    // tanh(|x|) = (1 - exp(-2|x|)) / (1 + exp(-2|x|)); one more integer bit doubles the argument.
    int magnitude = oneMinusXOverOnePlusX(expOnNegativeValues(x > 0 ? -x : x, integerBits + 1));
    return x > 0 ? magnitude : -magnitude;
  }

  /**
   * Returns {@code 2^k / x} in Q0 for the {@code k} that brings {@code x / 2^k} into the range of 1
   * (inclusive) to 2 (exclusive). Mirrors {@code GetReciprocal} of {@code
   * kernels/internal/common.h}, for sums of any size.
   *
   * @param x above 0; its format does not matter
   */
  public static int normalizedReciprocal(long x) {
    int headroom = Long.numberOfLeadingZeros(x) - 32;
    long normalized = headroom >= 0 ? x << headroom : x >> -headroom;
    return oneOverOnePlusX((int) (normalized - (1L << 31)));
  }

  /**
   * The 16-bit form of {@link FixedPoint#saturatingRoundingDoublingHighMul}: {@code round(a * b /
   * 2^15)}.
   */
  public static short saturatingRoundingDoublingHighMul16(short a, short b) {
    if (a == Short.MIN_VALUE && b == Short.MIN_VALUE) {
      return Short.MAX_VALUE;
    }
    int product = a * b;
    int nudge = product >= 0 ? 1 << 14 : 1 - (1 << 14);
    return (short) ((product + nudge) / (1 << 15));
  }

  /**
   * The 16-bit form of {@link FixedPoint#roundingDivideByPowerOfTwo}. From exponent 16 on, where
   * the mask of the remainder does not fit 16 bits, the result is 1 for {@code x >= 0} and -1 for
   * {@code x < 0}, as it is in gemmlowp.
   *
   * @param exponent from 0 to 31
   */
  public static short roundingDivideByPowerOfTwo16(short x, int exponent) {
    short mask = (short) ((1L << exponent) - 1);
    int remainder = x & mask;
    int threshold = (mask >> 1) + (x < 0 ? 1 : 0);
    return (short) ((x >> exponent) + (remainder > threshold ? 1 : 0));
  }
}
