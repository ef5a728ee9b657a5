/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.digits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandwritingTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void drawsEveryDigitDifferentlyEachTime(int digit) {
    Handwriting writer = new Handwriting(5);
    byte[] first = writer.draw(digit);
    byte[] second = writer.draw(digit);

    assertThat(first).isNotEqualTo(second);
    assertThat(new Handwriting(5).draw(digit)).isEqualTo(first);
    assertThat(new Handwriting(6).draw(digit)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void keepsTheInkInTheMiddle(int digit) {
    Handwriting writer = new Handwriting(7);
    for (int i = 0; i < 200; i++) {
      byte[] drawing = writer.draw(digit);
      double ink = 0;
      double x = 0;
      double y = 0;
      for (int pixel = 0; pixel < drawing.length; pixel++) {
        int grey = Byte.toUnsignedInt(drawing[pixel]);
        ink += grey;
        x += grey * (pixel % Handwriting.SIZE + 0.5);
        int row = pixel / Handwriting.SIZE;
        y += grey * (row + 0.5);
      }
      assertThat(ink / 255).as("white pixels").isBetween(15.0, 350.0);
      assertThat(x / ink).isBetween(11.0, 17.0);
      assertThat(y / ink).isBetween(11.0, 17.0);
    }
  }
}
