/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.FixedPoint;

/** {@link IntRequantizer} and {@link ChannelRequantizer} against the definition, all shifts. */
class IntRequantizerTest {
  /** No multiple of any vector's lanes. */
  private static final int CHANNELS = 37;

  private static final int ROWS = 40;

  private static IntStream shifts() {
    return IntStream.rangeClosed(-31, 31);
  }

  private record Case(
      int[] bias,
      ChannelMultipliers channels,
      int[][] sums,
      int outputZeroPoint,
      int min,
      int max) {
    static Case draw(RandomGenerator random, int shift, int bits) {
      int[] bias = IntStream.range(0, CHANNELS).map(i -> EdgeValues.any(random)).toArray();
      int[][] sums = new int[ROWS][CHANNELS];
      for (int[] row : sums) {
        for (int i = 0; i < CHANNELS; i++) {
          row[i] = EdgeValues.any(random) - (random.nextBoolean() ? bias[i] : 0);
        }
      }
      int end = 1 << (bits - 1);
      return new Case(
          bias,
          EdgeValues.channels(random, CHANNELS, shift),
          sums,
          random.nextInt(-end, end),
          random.nextBoolean() ? -end : random.nextInt(-end, 0),
          random.nextBoolean() ? end - 1 : random.nextInt(0, end));
    }

    int expected(int row, int channel) {
      int scaled =
          FixedPoint.multiply(
                  sums[row][channel] + bias[channel],
                  channels.multipliers()[channel],
                  channels.shifts()[channel])
              + outputZeroPoint;
      return Math.min(Math.max(scaled, min), max);
    }

    /** The sums of a run of channels, rows a vector apart from each other. */
    float[] lanes(int step, int channel, int count) {
      float[] lanes = new float[step * ROWS + ElementLanes.wholeVectors(1)];
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < count; i++) {
          lanes[row * step + i] = Float.intBitsToFloat(sums[row][channel + i]);
        }
      }
      return lanes;
    }
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void equalsFixedPoint(int shift) {
    RandomGenerator random = new SplittableRandom(shift);
    for (int channel : new int[] {0, 3, CHANNELS - 1}) {
      Case drawn = Case.draw(random, shift, 16);
      IntRequantizer requantizer =
          new IntRequantizer(
              drawn.bias, drawn.channels, drawn.outputZeroPoint, drawn.min, drawn.max);
      int count = CHANNELS - channel;
      int step = ElementLanes.wholeVectors(count);
      float[] lanes = drawn.lanes(step, channel, count);

      requantizer.apply(lanes, 0, step, ROWS, channel, count);

      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < count; i++) {
          assertThat(Float.floatToRawIntBits(lanes[row * step + i]))
              .as("sum %d, channel %d", drawn.sums[row][channel + i], channel + i)
              .isEqualTo(drawn.expected(row, channel + i));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void channelRequantizerStoresInt8(int shift) {
    Case drawn = Case.draw(new SplittableRandom(shift), shift, 8);
    ChannelRequantizer requantizer =
        new ChannelRequantizer(
            drawn.bias,
            drawn.channels,
            drawn.outputZeroPoint,
            new IntegerRange(drawn.min, drawn.max));
    int step = ElementLanes.wholeVectors(CHANNELS);
    byte[] output = new byte[ROWS * CHANNELS];

    requantizer.apply(
        drawn.lanes(step, 0, CHANNELS), 0, step, ROWS, 0, CHANNELS, output, 0, CHANNELS);

    for (int row = 0; row < ROWS; row++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        assertThat(output[row * CHANNELS + channel])
            .as("sum %d, channel %d", drawn.sums[row][channel], channel)
            .isEqualTo((byte) drawn.expected(row, channel));
      }
    }
  }
}
