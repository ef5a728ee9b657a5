/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.kernels.vector.support.EdgeValues;
import org.tflm4j.kernels.vector.support.ElementLanes;

class WideRequantizerTest {
  private static final int MAX_CHANNELS = 40;

  private static IntStream shifts() {
    return IntStream.rangeClosed(-31, 7);
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void equalsFixedPoint(int shift) {
    RandomGenerator random = new SplittableRandom(shift);
    for (int channels = 1; channels <= MAX_CHANNELS; channels++) {
      ChannelMultipliers multipliers = EdgeValues.channels(random, channels, shift);
      // With 256 times an int and another int they stay within 48 bits.
      long[] bias = random.longs(channels, -(1L << 46), 1L << 46).toArray();
      int step = ElementLanes.wholeVectors(channels);
      int[] upper = IntStream.range(0, channels).map(i -> EdgeValues.any(random)).toArray();
      int[] lower = IntStream.range(0, channels).map(i -> EdgeValues.any(random)).toArray();
      float[] sums = new float[2 * step];
      for (int i = 0; i < channels; i++) {
        if (random.nextInt(4) > 0) {
          // Near a tie of the right shift.
          long tie = (random.nextLong() << (15 - shift)) + (1L << (14 - shift));
          bias[i] = (tie >> 20) + random.nextInt(-1, 2) - 256L * upper[i] - lower[i];
          bias[i] = Math.clamp(bias[i], -(1L << 46), 1L << 46);
        }
        sums[i] = Float.intBitsToFloat(upper[i]);
        sums[step + i] = Float.intBitsToFloat(lower[i]);
      }
      int outputZeroPoint = random.nextInt(-100, 100);

      new WideRequantizer(bias, multipliers, outputZeroPoint, Short.MIN_VALUE, Short.MAX_VALUE)
          .apply(sums, 0, step, channels);

      for (int i = 0; i < channels; i++) {
        long sum = 256L * upper[i] + lower[i] + bias[i];
        int multiplier = multipliers.multipliers()[i];
        int scaled = FixedPoint.multiply(sum, multiplier, shift) + outputZeroPoint;
        assertThat(Float.floatToRawIntBits(sums[i]))
            .as("sum %d, multiplier %d, channel %d of %d", sum, multiplier, i, channels)
            .isEqualTo(Math.clamp(scaled, Short.MIN_VALUE, Short.MAX_VALUE));
      }
    }
  }
}
