/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

/**
 * The logistic function and the hyperbolic tangent on 16-bit activations, from one table of 256
 * values with linear interpolation. Mirrors {@code
 * kernels/internal/reference/integer_ops/logistic.h}, {@code tanh.h} and {@code
 * sigmoid_table_uint16} of {@code kernels/internal/common.h}.
 *
 * <p>The table holds the logistic function at {@code i / 24} for {@code i} from 0 to 255, scaled by
 * 65536, so an input is first scaled to steps of {@code 1 / (3 * 4096)}: {@code (input * multiplier
 * + rounding) >> rightShift}. An input in steps of 1/4096 (three integer bits) takes multiplier 3
 * and shift 0.
 */
public final class SigmoidTable {
  /** The logistic function at i / 24, times 65536. */
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      // Chords lie under the curve, so every knot is raised by half of the mean error in the middle
      // of the chords beside it.
      double error = (chordError(i - 1) + chordError(i)) / 2;
      TABLE[i] = (int) Math.round(65536 * (logistic(i / 24.0) + error / 2));
    }
    // The last knot only ends the last chord; it takes the value that the function tends to.
    TABLE[255] = 65535;
  }

  private SigmoidTable() {}

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** By how much the curve lies above its chord, halfway between the knots i and i + 1. */
  private static double chordError(int i) {
    return logistic((i + 0.5) / 24) - (logistic(i / 24.0) + logistic((i + 1) / 24.0)) / 2;
  }

  /**
   * Returns entry {@code index} of the table: the logistic function at {@code index / 24}, times
   * 65536. For kernels with a look-up of their own.
   */
  public static int knot(int index) {
    return TABLE[index];
  }

  /**
   * Returns the logistic function of {@code input}, in steps of 1/32768.
   *
   * @param input a 16-bit value
   * @param multiplier from 0 to 65535
   * @param rightShift from 0 to 31
   */
  public static short logistic(int input, int multiplier, int rightShift) {
    int scaled = scale(input, multiplier, rightShift);
    int sign = scaled >> 31;
    int magnitude = (scaled ^ sign) - sign;
    int knot = magnitude >> 9;
    // 65536 times the value, with 9 more bits of fraction: at most 2^25.
    int value =
        knot >= 255
            ? 0x7FFF << 10
            : (TABLE[knot] << 9) + (magnitude & 0x1FF) * (TABLE[knot + 1] - TABLE[knot]);
    // For negative inputs one less the value, less the smallest step: without a branch, since signs
    // are hard to predict.
    int rounded = (value ^ sign) + (sign & 1 << 25) + (1 << 9);
    return (short) (rounded >> 10);
  }

  /**
   * Returns the hyperbolic tangent of {@code input}, in steps of 1/32768: {@code tanh(x) = 2
   * logistic(2x) - 1}.
   *
   * @param input a 16-bit value
   * @param multiplier from 0 to 65535
   * @param rightShift from 0 to 31
   */
  public static short tanh(int input, int multiplier, int rightShift) {
    int scaled = scale(input, multiplier, rightShift);
    int sign = scaled >> 31;
    int magnitude = (scaled ^ sign) - sign;
    int knot = magnitude >> 8;
    // 65536 times the logistic function, with 8 more bits of fraction: at most 2^24.
    int value =
        knot >= 255
            ? 0xFFFF << 8
            : (TABLE[knot] << 8) + (magnitude & 0xFF) * (TABLE[knot + 1] - TABLE[knot]);
    int rounded = ((value - (1 << 23)) ^ sign) + (1 << 7);
    return (short) (rounded >> 8);
  }

  /** The product stays within 31 bits, since the multiplier has 16; the rounding term may wrap. */
  private static int scale(int input, int multiplier, int rightShift) {
    int rounding = rightShift > 0 ? 1 << (rightShift - 1) : 0;
    return (input * multiplier + rounding) >> rightShift;
  }
}
