/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedMultiplierTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 1073741824, 0",
    "1.0, 1073741824, 1",
    "0.25, 1073741824, -1",
    "0.75, 1610612736, 0",
    "3.0, 1610612736, 2",
    "-0.5, -1073741824, 0",
    "0.3333333333333333, 1431655765, -1",
    "1024.0, 1073741824, 11"
  })
  void isAFractionAndAPowerOfTwo(double real, int multiplier, int shift) {
    assertThat(QuantizedMultiplier.of(real)).isEqualTo(new QuantizedMultiplier(multiplier, shift));
  }

  @Test
  void aFractionThatRoundsUpToOneMovesIntoTheShift() {
    assertThat(QuantizedMultiplier.of(1 - 0x1p-40)).isEqualTo(new QuantizedMultiplier(1 << 30, 1));
    assertThat(QuantizedMultiplier.of(1 - 0x1p-32)).isEqualTo(new QuantizedMultiplier(1 << 30, 1));
    assertThat(QuantizedMultiplier.of(1 - 0x1p-31))
        .isEqualTo(new QuantizedMultiplier(Integer.MAX_VALUE, 0));
  }

  @Test
  void multipliersTooSmallForTheShiftAreZero() {
    assertThat(QuantizedMultiplier.of(0x1p-32)).isEqualTo(new QuantizedMultiplier(1 << 30, -31));
    assertThat(QuantizedMultiplier.of(0x1p-33)).isEqualTo(QuantizedMultiplier.ZERO);
    assertThat(QuantizedMultiplier.of(Double.MIN_VALUE)).isEqualTo(QuantizedMultiplier.ZERO);
    assertThat(QuantizedMultiplier.of(0)).isEqualTo(QuantizedMultiplier.ZERO);
    assertThat(QuantizedMultiplier.of(-0.0)).isEqualTo(QuantizedMultiplier.ZERO);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNotANumber(double real) {
    assertThatThrownBy(() -> QuantizedMultiplier.of(real))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(real));
  }

  @Test
  void appliesItself() {
    assertThat(QuantizedMultiplier.of(0.1).apply(1000)).isEqualTo(100);
    assertThat(QuantizedMultiplier.of(2.5).apply(-1000)).isEqualTo(-2500);
  }

  @Test
  void channelsHaveTheirOwnMultipliers() {
    ChannelMultipliers channels = ChannelMultipliers.of(0.5, 3.0);

    assertThat(channels.channels()).isEqualTo(2);
    assertThat(channels.multipliers()).containsExactly(1 << 30, 1610612736);
    assertThat(channels.shifts()).containsExactly(0, 2);
    assertThat(ChannelMultipliers.uniform(QuantizedMultiplier.of(0.5), 2))
        .isEqualTo(ChannelMultipliers.of(0.5, 0.5))
        .isNotEqualTo(channels);
  }
}
