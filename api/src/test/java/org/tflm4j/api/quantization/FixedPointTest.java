/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
  private static final int MIN = Integer.MIN_VALUE;
  private static final int MAX = Integer.MAX_VALUE;

  /** 2^30 stands for 0.5, so these are halves of a, rounded. */
  @ParameterizedTest
  @CsvSource({
    "4, 2",
    "3, 2",
    "1, 1",
    "0, 0",
    "-1, 0",
    "-3, -1",
    "-4, -2",
    "-5, -2",
    "2147483647, 1073741824",
    "-2147483648, -1073741824"
  })
  void highMulRoundsTiesTowardsPositiveInfinity(int a, int expected) {
    assertThat(FixedPoint.saturatingRoundingDoublingHighMul(a, 1 << 30)).isEqualTo(expected);
  }

  @Test
  void highMulSaturatesItsOneOverflow() {
    assertThat(FixedPoint.saturatingRoundingDoublingHighMul(MIN, MIN)).isEqualTo(MAX);
    assertThat(FixedPoint.saturatingRoundingDoublingHighMul(MIN, MAX)).isEqualTo(-MAX);
    assertThat(FixedPoint.saturatingRoundingDoublingHighMul(MAX, MAX)).isEqualTo(MAX - 1);
    assertThat(FixedPoint.saturatingRoundingDoublingHighMul(MIN, MIN + 1)).isEqualTo(MAX);
  }

  /** The identity that vector kernels may use. */
  @Test
  void highMulOfAPositiveMultiplierIsAShift() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      int a = random.nextInt();
      int m = random.nextInt() & MAX;
      assertThat(FixedPoint.saturatingRoundingDoublingHighMul(a, m))
          .as("%d * %d", a, m)
          .isEqualTo((int) (((long) a * m + (1L << 30)) >> 31));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1, 3",
    "-5, 1, -3",
    "4, 1, 2",
    "-4, 1, -2",
    "6, 2, 2",
    "-6, 2, -2",
    "5, 2, 1",
    "-5, 2, -1",
    "7, 2, 2",
    "-7, 2, -2",
    "123, 0, 123",
    "-2147483648, 0, -2147483648",
    "2147483647, 31, 1",
    "1073741824, 31, 1",
    "1073741823, 31, 0",
    "-1073741824, 31, -1",
    "-1073741823, 31, 0",
    "-2147483648, 31, -1"
  })
  void divisionRoundsTiesAwayFromZero(int x, int exponent, int expected) {
    assertThat(FixedPoint.roundingDivideByPowerOfTwo(x, exponent)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // Halves, doubled by a left shift or halved again by a right shift.
    "100, 1073741824, 0, 50",
    "100, 1073741824, 1, 100",
    "100, 1073741824, -1, 25",
    // 5 * 0.5 = 2.5 rounds to 3, and 3 / 2 = 1.5 to 2: rounded twice, where once would give 1.
    "5, 1073741824, -1, 2",
    "-5, 1073741824, -1, -1",
    // The left shift wraps.
    "1073741824, 1073741824, 2, 0",
    "1610612736, 1073741824, 1, -536870912",
    "12345, 0, 0, 0"
  })
  void multipliesByAQuantizedMultiplier(int x, int multiplier, int shift, int expected) {
    assertThat(FixedPoint.multiply(x, multiplier, shift)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1073741824, 0, 1",
    "-1, 1073741824, 0, 0",
    "3, 1073741824, 0, 2",
    "-3, 1073741824, 0, -1",
    "140737488355327, 1073741824, -31, 32768",
    "-140737488355328, 1073741824, -31, -32768",
    // The multiplier has 16 bits only: the largest ones all count as 32767 / 32768.
    "65536, 2147483647, 0, 65534",
    "65536, 2147418112, 0, 65534",
    // 2^30 + 2^15 rounds up to 16385.
    "65536, 1073774592, 0, 32770",
    "65536, 1073774591, 0, 32768",
    "1, 1073741824, 7, 64"
  })
  void multiplies64BitAccumulators(long x, int multiplier, int shift, int expected) {
    assertThat(FixedPoint.multiply(x, multiplier, shift)).isEqualTo(expected);
  }
}
