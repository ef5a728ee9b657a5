/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * The fixed-point functions against the real ones, and against digests of many results of the C++
 * originals for the same pseudo-random arguments.
 */
class FixedPointFunctionsTest {
  private static final int ARGUMENTS = 50_000;

  private long state = 1;
  private long digest;

  private int random() {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (int) (state >>> 32);
  }

  private void add(long value) {
    digest = digest * 6364136223846793005L + value + 1442695040888963407L;
  }

  private static double q(int raw, int integerBits) {
    return Math.scalb((double) raw, integerBits - 31);
  }

  @Test
  void exponential() {
    for (int i = 0; i < ARGUMENTS; i++) {
      int x = random();
      if (i < 1000) {
        x = -i;
      }
      x = (x > 0 ? -x : x) >> (i % 7 == 0 ? i % 31 : 0);
      int result = GemmlowpFixedPoint.expOnNegativeValues(x, 5);
      assertThat(q(result, 0)).isCloseTo(Math.exp(q(x, 5)), within(1e-6));
      add(result);
    }
    assertThat(digest).isEqualTo(0xfdd51919f63972beL);
  }

  @Test
  void quotients() {
    for (int i = 0; i < ARGUMENTS; i++) {
      int x = random() & Integer.MAX_VALUE;
      int reciprocal = GemmlowpFixedPoint.oneOverOnePlusX(x);
      int ratio = GemmlowpFixedPoint.oneMinusXOverOnePlusX(x);
      assertThat(q(reciprocal, 0)).isCloseTo(1 / (1 + q(x, 0)), within(1e-7));
      assertThat(q(ratio, 0)).isCloseTo((1 - q(x, 0)) / (1 + q(x, 0)), within(1e-7));
      add(reciprocal);
      add(ratio);
    }
    assertThat(digest).isEqualTo(0xed70c34594a34f54L);
  }

  @Test
  void logisticAndTanh() {
    for (int i = 0; i < ARGUMENTS; i++) {
      int x = random() >> (i % 31);
      int logistic = GemmlowpFixedPoint.logistic(x, 4);
      int tanh = GemmlowpFixedPoint.tanh(x, 4);
      assertThat(q(logistic, 0)).isCloseTo(1 / (1 + Math.exp(-q(x, 4))), within(1e-6));
      assertThat(q(tanh, 0)).isCloseTo(Math.tanh(q(x, 4)), within(1e-6));
      add(logistic);
      add(tanh);
    }
    assertThat(digest).isEqualTo(0xff4ea2e521d387e8L);
  }

  @Test
  void inverseSquareRoot() {
    for (int i = 0; i < ARGUMENTS; i++) {
      int x = (random() & Integer.MAX_VALUE) >> (i % 31);
      int multiplier = InverseSquareRoot.multiplier(x);
      int shift = InverseSquareRoot.shift(x);
      double expected = 1 / Math.sqrt(Math.max(x, 1));
      assertThat(q(multiplier, 0) * Math.scalb(1.0, shift))
          .isCloseTo(expected, within(expected * 1e-3));
      add(multiplier);
      add(shift);
    }
    assertThat(digest).isEqualTo(0xbd7682d86ee3f032L);
  }

  @Test
  void inverseSquareRootOfMoreThan32Bits() {
    long x = 3L << 40;
    assertThat(InverseSquareRoot.multiplier(x)).isEqualTo(InverseSquareRoot.multiplier(3 << 10));
    assertThat(InverseSquareRoot.shift(x)).isEqualTo(InverseSquareRoot.shift(3 << 10) - 15);
  }

  @Test
  void logarithm() {
    for (int i = 0; i < ARGUMENTS; i++) {
      int x = ((random() & Integer.MAX_VALUE) >> (i % 12)) | 1 << 19;
      int result = FixedPointLogarithm.log(x, 12, 5);
      assertThat(q(result, 5)).isCloseTo(Math.log(q(x, 12)), within(1e-5));
      add(result);
    }
    assertThat(digest).isEqualTo(0xf0544afbd060ae64L);
  }

  @Test
  void normalizedReciprocal() {
    for (int i = 0; i < ARGUMENTS; i++) {
      int x = Math.max((random() & Integer.MAX_VALUE) >> (i % 30), 1);
      int result = GemmlowpFixedPoint.normalizedReciprocal(x);
      assertThat(GemmlowpFixedPoint.normalizedReciprocal((long) x << 20)).isEqualTo(result);
      add(result);
    }
    assertThat(digest).isEqualTo(0x41879d3c03d0c289L);
  }

  @Test
  void sigmoidTable() {
    int[][] multiplierAndShift = {
      {3, 0}, {6, 0}, {3, 3}, {16384, 9}, {20001, 14}, {32767, 4}, {65535, 0}
    };
    for (int[] scaling : multiplierAndShift) {
      for (int x = Short.MIN_VALUE; x <= Short.MAX_VALUE; x++) {
        short logistic = SigmoidTable.logistic(x, scaling[0], scaling[1]);
        short tanh = SigmoidTable.tanh(x, scaling[0], scaling[1]);
        double real = Math.scalb(x * (double) scaling[0], -scaling[1]) / (3 * 4096);
        assertThat(logistic / 32768.0).isCloseTo(1 / (1 + Math.exp(-real)), within(2e-4));
        assertThat(tanh / 32768.0).isCloseTo(Math.tanh(real), within(4e-4));
        add(logistic);
        add(tanh);
      }
    }
    assertThat(digest).isEqualTo(0xc738ae4c2c24bb75L);
  }

  @Test
  void interpolatedExponential() {
    short[] table =
        LookupTable.ofInt16(
            10f / 65535, Short.MAX_VALUE, 2f / 65535, 0, x -> (float) StrictMath.exp(x));
    addTable(table);
    assertThat(digest).isEqualTo(0x97fd60106a32dcb4L);
  }

  @Test
  void interpolatedReciprocal() {
    addTable(LookupTable.ofInt16(1f / 65535, Short.MIN_VALUE, 2f / 65535, 0, x -> 1 / (1 + x)));
    assertThat(digest).isEqualTo(0x14222f40cba122aeL);
  }

  private void addTable(short[] table) {
    for (short knot : table) {
      add(knot);
    }
    for (int x = Short.MIN_VALUE; x <= Short.MAX_VALUE; x++) {
      add(LookupTable.interpolate(table, (short) x));
    }
  }

  @Test
  void sixteenBitArithmetic() {
    for (int i = 0; i < ARGUMENTS; i++) {
      short a = (short) (random() >> 16);
      short b = (short) (random() >> 16);
      if (i % 100 == 0) {
        a = Short.MIN_VALUE;
        b = Short.MIN_VALUE;
      }
      add(GemmlowpFixedPoint.saturatingRoundingDoublingHighMul16(a, b));
      add(GemmlowpFixedPoint.roundingDivideByPowerOfTwo16(a, i % 31));
    }
    assertThat(digest).isEqualTo(0xbc17c215169fe0faL);
  }

  @Test
  void halvesRoundAwayFromZero() {
    assertThat(Rounding.halfAwayFromZero(2.5f)).isEqualTo(3f);
    assertThat(Rounding.halfAwayFromZero(-2.5f)).isEqualTo(-3f);
    assertThat(Rounding.halfAwayFromZero(Math.nextDown(0.5f))).isZero();
    assertThat(Rounding.halfAwayFromZero(Math.nextDown(0.5))).isZero();
    assertThat(Rounding.halfAwayFromZero(0.5)).isEqualTo(1.0);
    assertThat(Rounding.halfAwayFromZero(1 << 24)).isEqualTo(1 << 24);
  }
}
