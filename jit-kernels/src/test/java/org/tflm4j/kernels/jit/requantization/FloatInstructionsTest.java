/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloatInstructionsTest {
  @Test
  void roundsTiesToEvenAndGivesTheIndefiniteIntegerBeyondTheInts() {
    assertThat(FloatInstructions.toInt(0.5f)).isZero();
    assertThat(FloatInstructions.toInt(1.5f)).isEqualTo(2);
    assertThat(FloatInstructions.toInt(-2.5f)).isEqualTo(-2);
    assertThat(FloatInstructions.toInt(0x1p31f)).isEqualTo(Integer.MIN_VALUE);
    assertThat(FloatInstructions.toInt(-0x1p32f)).isEqualTo(Integer.MIN_VALUE);
    assertThat(FloatInstructions.toInt(Float.NaN)).isEqualTo(Integer.MIN_VALUE);
    assertThat(FloatInstructions.toInt(0x1.fffffep30f)).isEqualTo(2147483520);
  }

  @Test
  void truncatesTowardsZero() {
    assertThat(FloatInstructions.truncate(2.9f)).isEqualTo(2);
    assertThat(FloatInstructions.truncate(-2.9f)).isEqualTo(-2);
    assertThat(FloatInstructions.truncate(0x1p31f)).isEqualTo(Integer.MIN_VALUE);
    assertThat(FloatInstructions.truncate(Float.NaN)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void takesTheSignOfTheFirst() {
    assertThat(FloatInstructions.withSignOf(-3, 0.25f)).isEqualTo(-0.25f);
    assertThat(FloatInstructions.withSignOf(0, 0.25f)).isEqualTo(0.25f);
  }

  @Test
  void narrowsWithSaturation() {
    assertThat(FloatInstructions.narrow(200)).isEqualTo((byte) 127);
    assertThat(FloatInstructions.narrow(-200)).isEqualTo((byte) -128);
    assertThat(FloatInstructions.narrow(-5)).isEqualTo((byte) -5);
  }
}
