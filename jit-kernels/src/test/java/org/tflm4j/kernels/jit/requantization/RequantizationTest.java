/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every proven form equals TFLM's arithmetic. */
class RequantizationTest {
  static LongStream seeds() {
    return LongStream.range(0, 4);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void formsOfRandomChannelsAreExact(long seed) {
    Random random = new Random(seed);
    int floats = 0;
    int repaired = 0;
    int channels = 400;
    for (int i = 0; i < channels; i++) {
      Requantizations channel = typical(random);
      if (channel.form() instanceof FloatForm form) {
        channel.compare(form);
        floats++;
        repaired += form.repairs() ? 1 : 0;
      }
    }
    assertThat(floats).isGreaterThan(channels * 9 / 10);
    assertThat(repaired).isLessThan(channels / 10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void formsOfExtremeChannelsAreExact(long seed) {
    Random random = new Random(seed);
    int floats = 0;
    int channels = 400;
    for (int i = 0; i < channels; i++) {
      Requantizations channel = extreme(random);
      if (channel.form() instanceof FloatForm form) {
        channel.compare(form);
        floats++;
      }
    }
    assertThat(floats).isGreaterThan(channels / 2);
  }

  @Test
  void someChannelNeedsARepairAndGetsIt() {
    Random random = new Random(1);
    int repaired = 0;
    for (int i = 0; i < 1000; i++) {
      Requantizations channel =
          new Requantizations(mantissa(random), -10, -128, -128, 127, -50_000, 600_000);
      if (channel.form() instanceof FloatForm form && form.repairs()) {
        channel.compare(form);
        FloatForm bare =
            new FloatForm(form.scale(), form.addend(), form.rounding(), FloatForm.NO_REPAIR, 0);
        int x = form.repairedAccumulator();
        assertThat(Math.clamp((long) FloatInstructions.requantize(x, bare, -128), -128, 127))
            .as("%s without the repair", form)
            .isNotEqualTo(channel.expected(x));
        repaired++;
      }
    }
    assertThat(repaired).isPositive();
  }

  @Test
  void aReluNeedsOneSideAndALinearOutputBoth() {
    Requantizations relu = new Requantizations(1_388_730_289, -9, -128, -128, 127, -99_999, 99_999);
    Requantizations linear = new Requantizations(1_388_730_289, -9, 3, -128, 127, -99_999, 99_999);
    assertThat(((FloatForm) relu.form()).rounding()).isEqualTo(SidedRounding.ONE_SIDED);
    assertThat(((FloatForm) linear.form()).rounding()).isEqualTo(SidedRounding.TWO_SIDED);
  }

  @Test
  void aHugeBiasIsExact() {
    for (int shift : new int[] {-9, -28}) {
      Requantizations channel =
          new Requantizations(
              1_342_603_423, shift, -128, -128, 127, (1 << 30) - 90_000, (1 << 30) + 90_000);
      channel.compare((FloatForm) channel.form());
    }
  }

  @Test
  void aMultiplierOfZeroGivesTheZeroPoint() {
    Requantizations channel =
        new Requantizations(0, 0, 5, -128, 127, Integer.MIN_VALUE, Integer.MAX_VALUE);
    assertThat(channel.expected(12345)).isEqualTo(5);
    channel.compare((FloatForm) channel.form());
  }

  @Test
  void oneOutputOnlyIsAFloatForm() {
    Requantizations channel = new Requantizations(1 << 30, -4, 0, 7, 7, -10_000, 10_000);
    channel.compare((FloatForm) channel.form());
  }

  @Test
  void theSmallestMultiplierIsExact() {
    for (int zeroPoint = -1; zeroPoint <= 1; zeroPoint++) {
      Requantizations channel =
          new Requantizations(
              Integer.MAX_VALUE, -31, zeroPoint, -128, 127, -(1 << 30), Integer.MAX_VALUE);
      if (channel.form() instanceof FloatForm form) {
        channel.compare(form);
      }
    }
  }

  @Test
  void integersServeWhereLeftShiftsWrapOrProductsLeaveTheFloatsRange() {
    assertThat(new Requantizations(1 << 30, 8, 0, -128, 127, -(1 << 24), 1 << 24).form())
        .isEqualTo(new IntegerForm(1 << 30, 8));
    assertThat(
            new Requantizations(
                    Integer.MAX_VALUE, 0, 0, -128, 127, Integer.MIN_VALUE, Integer.MAX_VALUE)
                .form())
        .isEqualTo(new IntegerForm(Integer.MAX_VALUE, 0));
    assertThat(new Requantizations(1 << 30, -12, 0, -32768, 32767, -(1 << 29), 1 << 29).form())
        .as("more steps than floats can tell apart")
        .isEqualTo(new IntegerForm(1 << 30, -12));
  }

  private static int mantissa(Random random) {
    return (1 << 30) + random.nextInt(1 << 30);
  }

  /** Scales, ranges and activations as convolutions have them. */
  private static Requantizations typical(Random random) {
    int shift = -4 - random.nextInt(6);
    int multiplier = mantissa(random);
    int zeroPoint = random.nextBoolean() ? -128 : random.nextInt(256) - 128;
    int min = random.nextBoolean() ? -128 : zeroPoint;
    int span = (int) (300 / Math.scalb((double) multiplier, shift - 31));
    int accMin = -1 - random.nextInt(span);
    return new Requantizations(
        multiplier, shift, zeroPoint, min, 127, accMin, 1 + random.nextInt(span));
  }

  /** Powers of two, left shifts, tiny scales, huge biases, any clamp. */
  private static Requantizations extreme(Random random) {
    int multiplier =
        switch (random.nextInt(5)) {
          case 0 -> 1 << 30;
          case 1 -> (1 << 30) + (random.nextInt(64) << 24);
          case 2 -> Integer.MAX_VALUE - random.nextInt(3);
          case 3 -> random.nextInt(4) == 0 ? 0 : (1 << 30) + random.nextInt(5);
          default -> mantissa(random);
        };
    int shift = random.nextBoolean() ? random.nextInt(39) - 31 : -random.nextInt(12);
    int zeroPoint = random.nextInt(256) - 128;
    int min = random.nextInt(256) - 128;
    int max = min + random.nextInt(128 - min);
    double scale = Math.scalb((double) Math.max(multiplier, 1), shift - 31);
    double span = Math.min(400 / scale, 0x1p31);
    double low = random.nextInt(4) == 0 ? -0x1p31 : span * (2 * random.nextDouble() - 1);
    double high = random.nextInt(4) == 0 ? 0x1p31 : low + span * random.nextDouble();
    double bias = random.nextInt(6) == 0 ? 0x1p30 * random.nextGaussian() : 0;
    int accMin = (int) (low + bias);
    return new Requantizations(
        multiplier, shift, zeroPoint, min, max, accMin, Math.max(accMin, (int) (high + bias)));
  }
}
