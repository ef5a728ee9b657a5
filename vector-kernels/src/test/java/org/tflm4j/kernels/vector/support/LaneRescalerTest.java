/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.QuantizedMultiplier;

class LaneRescalerTest {
  private static final int COUNT = 1001;

  private static IntStream shifts() {
    return IntStream.rangeClosed(-31, 31);
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void equalsFixedPoint(int shift) {
    RandomGenerator random = new SplittableRandom(shift);
    for (int round = 0; round < 20; round++) {
      // Both left shifts together stay below the width of an int.
      int leftShift = random.nextInt(32 - Math.max(shift, 0));
      int offset = random.nextBoolean() ? 0 : EdgeValues.any(random);
      int sign = random.nextInt(4) == 0 ? -1 : 1;
      QuantizedMultiplier multiplier =
          new QuantizedMultiplier(sign * EdgeValues.multiplier(random), shift);
      int at = random.nextInt(5);
      float[] lanes = new float[at + ElementLanes.wholeVectors(COUNT)];
      int[] before = IntStream.range(0, COUNT).map(i -> EdgeValues.any(random)).toArray();
      for (int i = 0; i < COUNT; i++) {
        lanes[at + i] = Float.intBitsToFloat(before[i]);
      }

      new LaneRescaler(offset, leftShift, multiplier).apply(lanes, at, COUNT);

      for (int i = 0; i < COUNT; i++) {
        assertThat(Float.floatToRawIntBits(lanes[at + i]))
            .as("lane %d, offset %d, left shift %d, %s", before[i], offset, leftShift, multiplier)
            .isEqualTo(
                FixedPoint.multiply(
                    (before[i] + offset) << leftShift, multiplier.multiplier(), shift));
      }
    }
  }
}
