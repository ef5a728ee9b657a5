/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

class FloatRequantizerTest {
  private static final int PIXELS = 1000;

  /** Sums up to this magnitude are exact in float. */
  private static final int EXACT = 1 << 24;

  private static IntStream shifts() {
    return IntStream.rangeClosed(-31, 6);
  }

  /** Whole units of channels; fewer than a unit, side by side or apart from each other. */
  @ParameterizedTest
  @MethodSource("shifts")
  void equalsFixedPoint(int shift) {
    RandomGenerator random = new SplittableRandom(shift);
    check(random, shift, Int8Lanes.LANES, Int8Lanes.LANES);
    for (int channels = 1; channels < Int8Lanes.LANES; channels++) {
      check(random, shift, channels, channels);
      check(random, shift, channels, Int8Lanes.LANES);
    }
  }

  private static void check(RandomGenerator random, int shift, int channels, int step) {
    ChannelMultipliers multipliers = EdgeValues.channels(random, channels, shift);
    int offset = random.nextInt(-128, 128);
    Activation activation =
        new Activation(
            random.nextBoolean() ? -128 : random.nextInt(-128, 0),
            random.nextBoolean() ? 127 : random.nextInt(0, 128),
            0,
            0);
    float[] sums = new float[PIXELS * step + Int8Lanes.LANES];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum(random, shift);
    }
    float[] before = sums.clone();
    TensorSpec spec =
        new TensorSpec(
            0,
            "output",
            TensorType.INT8,
            Shape.of(PIXELS, channels),
            Quantization.NONE,
            false,
            null);
    Tensor output = new Tensor(spec, new byte[PIXELS * channels], 0);

    new FloatRequantizer(new float[channels], multipliers, offset, activation)
        .write(sums, 0, step, 0, output, 0, PIXELS, 0, channels);

    for (int pixel = 0; pixel < PIXELS; pixel++) {
      for (int channel = 0; channel < channels; channel++) {
        int sum = (int) before[pixel * step + channel];
        int multiplier = multipliers.multipliers()[channel];
        int expected = activation.clamp(FixedPoint.multiply(sum, multiplier, shift) + offset);
        assertThat(output.int8At(pixel * channels + channel))
            .as("sum %d, multiplier %d, shift %d, channels %d", sum, multiplier, shift, channels)
            .isEqualTo((byte) expected);
      }
    }
  }

  /** Half of the sums come out within the range of INT8, where rounding shows. */
  private static int sum(RandomGenerator random, int shift) {
    int inRange = (int) Math.min(EXACT, Math.max(8, Math.scalb(300.0, -shift)));
    return EdgeValues.within(random, random.nextBoolean() ? inRange : EXACT);
  }

  /** Every sum in the range of INT8 outputs, with ties: the multiplier is a power of two. */
  @Test
  void tiesAreRoundedAsInFixedPoint() {
    for (int shift = -10; shift <= 0; shift++) {
      ChannelMultipliers half =
          ChannelMultipliers.uniform(new QuantizedMultiplier(1 << 30, shift), Int8Lanes.LANES);
      int from = -(300 << -shift);
      int pixels = -2 * from / Int8Lanes.LANES;
      float[] sums = new float[(pixels + 1) * Int8Lanes.LANES];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = from + i;
      }
      Activation all = new Activation(-128, 127, 0, 0);
      TensorSpec spec =
          new TensorSpec(
              0,
              "output",
              TensorType.INT8,
              Shape.of(pixels, Int8Lanes.LANES),
              Quantization.NONE,
              false,
              null);
      Tensor output = new Tensor(spec, new byte[pixels * Int8Lanes.LANES], 0);

      new FloatRequantizer(new float[Int8Lanes.LANES], half, 0, all)
          .write(sums, 0, Int8Lanes.LANES, 0, output, 0, pixels, 0, Int8Lanes.LANES);

      for (int i = 0; i < output.elementCount(); i++) {
        int expected = all.clamp(FixedPoint.multiply(from + i, 1 << 30, shift));
        assertThat(output.int8At(i))
            .as("sum %d, shift %d", from + i, shift)
            .isEqualTo((byte) expected);
      }
    }
  }

  @Test
  void largerShiftsAreNotTaken() {
    assertThat(FloatRequantizer.takes(6)).isTrue();
    assertThat(FloatRequantizer.takes(7)).isFalse();
  }
}
