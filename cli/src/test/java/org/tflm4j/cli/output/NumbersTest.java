/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void realsHaveFiveDigits() {
    assertThat(Numbers.real(0)).isEqualTo("0");
    assertThat(Numbers.real(-0.0)).isEqualTo("0");
    assertThat(Numbers.real(0.5)).isEqualTo("0.5");
    assertThat(Numbers.real(-123456.7)).isEqualTo("-123460");
    assertThat(Numbers.real(0.000123456)).isEqualTo("0.00012346");
    assertThat(Numbers.real(1.5e-12)).isEqualTo("1.5E-12");
    assertThat(Numbers.real(Float.NaN)).isEqualTo("NaN");
    assertThat(Numbers.real(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @Test
  void countsAndTimes() {
    assertThat(Numbers.count(1234567, "byte")).isEqualTo("1,234,567 bytes");
    assertThat(Numbers.count(1, "frame")).isEqualTo("1 frame");
    assertThat(Numbers.nanoseconds(80.5)).isEqualTo("80.5 ns");
    assertThat(Numbers.nanoseconds(4_000_000)).isEqualTo("4 ms");
  }
}
