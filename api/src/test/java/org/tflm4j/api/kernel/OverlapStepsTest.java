/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlapStepsTest {
  @Test
  void aSingleStepThatReadsFirstNeedsNoDistance() {
    OverlapSteps steps = new OverlapSteps();
    steps.readThenWrite(0, 1000);
    assertThat(steps.overlap(2))
        .isEqualTo(new InputOverlap(2, -Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Test
  void aSingleStepThatWritesWhileItReadsNeedsAllOfIt() {
    OverlapSteps steps = new OverlapSteps();
    steps.readAndWrite(0, 1000);
    assertThat(steps.overlap(0)).isEqualTo(InputOverlap.behind(0, 1000));
  }

  @Test
  void writesMayCatchUpWithTheReadsOfLaterStepsAtMost() {
    // Rows of 10 bytes become rows of 16.
    OverlapSteps growing = new OverlapSteps();
    OverlapSteps shrinking = new OverlapSteps();
    for (int row = 4; row >= 0; row--) {
      growing.readThenWrite(row * 10L, (row + 1) * 16L);
      shrinking.readThenWrite(row * 16L, (row + 1) * 10L);
    }
    // Row 3 is written up to byte 64 before row 4 is read from byte 40 on.
    assertThat(growing.overlap(0).minDistance()).isEqualTo(24);
    // Row 0 is written up to byte 10 before row 1 is read from byte 16 on.
    assertThat(shrinking.overlap(0).minDistance()).isEqualTo(-6);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new InputOverlap(0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("distances 1 to 0");
    assertThatThrownBy(() -> InputOverlap.inPlace(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Plays drawn steps in one array at the least distance, and finds that one less goes wrong. */
  @Test
  void theDistanceIsRightAndNoneIsLess() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 300; round++) {
      int count = random.nextInt(1, 6);
      int[] readFrom = new int[count];
      int[] writtenTo = new int[count];
      boolean[] together = new boolean[count];
      for (int i = 0; i < count; i++) {
        readFrom[i] = random.nextInt(40);
        writtenTo[i] = (i == 0 ? 0 : writtenTo[i - 1]) + random.nextInt(1, 12);
        together[i] = random.nextBoolean();
      }
      OverlapSteps steps = new OverlapSteps();
      for (int i = count - 1; i >= 0; i--) {
        if (together[i]) {
          steps.readAndWrite(readFrom[i], writtenTo[i]);
        } else {
          steps.readThenWrite(readFrom[i], writtenTo[i]);
        }
      }
      int distance = steps.overlap(0).minDistance();
      if (distance > -1000) {
        assertThat(isSafe(readFrom, writtenTo, together, distance)).isTrue();
        assertThat(isSafe(readFrom, writtenTo, together, distance - 1)).isFalse();
      } else {
        assertThat(isSafe(readFrom, writtenTo, together, -1000)).isTrue();
      }
    }
  }

  private static boolean isSafe(int[] readFrom, int[] writtenTo, boolean[] together, int distance) {
    int written = Integer.MIN_VALUE;
    for (int i = 0; i < readFrom.length; i++) {
      if (together[i]) {
        written = writtenTo[i];
      }
      if (readFrom[i] + distance < written) {
        return false;
      }
      written = writtenTo[i];
    }
    return true;
  }
}
