/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import org.tflm4j.api.quantization.FixedPoint;

/** One channel to be requantized, and its comparison with TFLM's arithmetic. */
record Requantizations(
    int multiplier, int shift, int zeroPoint, int min, int max, int accMin, int accMax) {
  /** Ranges up to this size are compared value by value. */
  private static final long WHOLE = 1 << 20;

  Requantization form() {
    return Requantization.of(multiplier, shift, zeroPoint, min, max, accMin, accMax);
  }

  int expected(int accumulator) {
    return clamp(FixedPoint.multiply(accumulator, multiplier, shift) + zeroPoint);
  }

  private int clamp(int value) {
    return Math.min(Math.max(value, min), max);
  }

  /** Compares all accumulators of a small range, those beside every step of a large one. */
  void compare(FloatForm form) {
    if ((long) accMax - accMin <= WHOLE) {
      for (long x = accMin; x <= accMax; x++) {
        compare(form, x);
      }
      return;
    }
    long at = accMin;
    int last = expected(accMax);
    compareAround(form, accMin);
    while (expected((int) at) < last) {
      at = nextStep(at);
      compareAround(form, at);
    }
    compareAround(form, accMax);
  }

  /** Returns the least accumulator above with a greater output, by bisection. */
  private long nextStep(long from) {
    int output = expected((int) from);
    long low = from;
    long high = accMax;
    while (high - low > 1) {
      long middle = (low + high) >> 1;
      if (expected((int) middle) > output) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private void compareAround(FloatForm form, long at) {
    for (long x = Math.max(accMin, at - 3); x <= Math.min(accMax, at + 3); x++) {
      compare(form, x);
    }
  }

  private void compare(FloatForm form, long accumulator) {
    int x = (int) accumulator;
    int actual = clamp(FloatInstructions.requantize(x, form, zeroPoint));
    // The description costs more than the comparison.
    if (actual != expected(x)) {
      assertThat(actual).as("%s of %s at %s", form, this, x).isEqualTo(expected(x));
    }
  }
}
