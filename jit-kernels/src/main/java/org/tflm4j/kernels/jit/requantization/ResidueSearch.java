/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

/**
 * Finds where the multiples of a number fall into an interval modulo another: as Euclid's algorithm
 * does, in a logarithmic number of steps.
 */
final class ResidueSearch {
  private ResidueSearch() {}

  /**
   * Returns the least k &gt;= 0 with {@code low <= k * step mod modulus <= high}, or -1 if there is
   * none.
   *
   * <p>A step beyond half the modulus is a smaller one backwards. A step longer than the interval
   * may jump over it in the first turn around the modulus; then k * step - y * modulus lies within
   * the interval for the least number y of turns, and the multiples of the step in between say that
   * {@code y * modulus mod step} lies within the negated interval: the same question for smaller
   * numbers.
   *
   * @param step from 0 to modulus - 1
   * @param modulus below 2^31, so that no product of two numbers here leaves the longs
   * @param low at least 1
   * @param high from low to modulus - 1
   */
  static long first(int step, int modulus, int low, int high) {
    if (step == 0) {
      return -1;
    }
    if (step > modulus - step) {
      return first(modulus - step, modulus, modulus - high, modulus - low);
    }
    int k = (low - 1) / step + 1;
    if ((long) k * step <= high) {
      return k;
    }
    // No multiple of the step is within the interval, so neither remainder is 0.
    long turns = first(modulus % step, step, step - high % step, step - low % step);
    return turns < 0 ? -1 : (turns * modulus + low - 1) / step + 1;
  }
}
