/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.kernels.jit.requantization.RequantizationPlan.Sequence;

class RequantizationPlanTest {
  private static final IntegerRange LINEAR = new IntegerRange(-128, 127);

  @Test
  void allChannelsShareARoundingAndAreExact() {
    Random random = new Random(3);
    for (int zeroPoint : new int[] {-128, -7, 127}) {
      QuantizedMultiplier[] multipliers = new QuantizedMultiplier[75];
      int[] bias = new int[multipliers.length];
      for (int c = 0; c < multipliers.length; c++) {
        multipliers[c] = QuantizedMultiplier.of(Math.exp(-3 - 4 * random.nextDouble()));
        bias[c] = random.nextInt(20_001) - 10_000;
      }
      AccumulatorRanges ranges = AccumulatorRanges.ofTaps(bias, 9, 20);
      RequantizationPlan plan =
          RequantizationPlan.of(ChannelMultipliers.of(multipliers), zeroPoint, LINEAR, ranges);

      assertThat(plan.rounding())
          .isEqualTo(zeroPoint == -7 ? SidedRounding.TWO_SIDED : SidedRounding.ONE_SIDED);
      for (int c = 0; c < plan.channels(); c++) {
        if (plan.form(c) instanceof FloatForm form) {
          assertThat(form.rounding()).isEqualTo(plan.rounding());
          new Requantizations(
                  plan.multiplier(c),
                  plan.shift(c),
                  zeroPoint,
                  plan.min(),
                  plan.max(),
                  ranges.min(c),
                  ranges.max(c))
              .compare(form);
        }
      }
      assertThat(plan.sequence(0, 16)).isLessThan(Sequence.INTEGER);
    }
  }

  @Test
  void oneChannelInIntegersTakesItsVectorAlong() {
    QuantizedMultiplier[] multipliers = new QuantizedMultiplier[20];
    Arrays.fill(multipliers, QuantizedMultiplier.of(0.02));
    multipliers[17] = new QuantizedMultiplier(1 << 30, 30);
    RequantizationPlan plan =
        RequantizationPlan.of(
            ChannelMultipliers.of(multipliers),
            -128,
            LINEAR,
            AccumulatorRanges.ofTaps(new int[20], 3, 0));
    assertThat(plan.sequence(0, 16)).isEqualTo(Sequence.FLOAT);
    assertThat(plan.sequence(16, 20)).isEqualTo(Sequence.INTEGER);
    assertThat(plan.sequence()).isEqualTo(Sequence.INTEGER);
    assertThat(plan.form(17)).isEqualTo(new IntegerForm(1 << 30, 30));
  }

  @Test
  void rangesFollowFromTheWeights() {
    byte[] weights = {0, 3, -128, 5, -7, 2, 1};
    // Two channels side by side, three taps: (3, 5, 2) and (-128, -7, 1).
    AccumulatorRanges ranges =
        AccumulatorRanges.ofWeights(new int[] {10, -20}, weights, 1, 1, 3, 2, 28);
    assertThat(ranges.min(0)).isEqualTo(10 - 10 * 156);
    assertThat(ranges.max(0)).isEqualTo(10 + 10 * 99);
    assertThat(ranges.min(1)).isEqualTo(-20 - 135 * 99 - 156);
    assertThat(ranges.max(1)).isEqualTo(-20 + 135 * 156 + 99);
    AccumulatorRanges bounds = AccumulatorRanges.ofTaps(new int[] {10, -20}, 3, 28);
    assertThat(bounds.min(1)).isLessThanOrEqualTo(ranges.min(1));
    assertThat(bounds.max(1)).isGreaterThanOrEqualTo(ranges.max(1));
  }

  @Test
  void sumsThatMayWrapCanBeAnything() {
    AccumulatorRanges ranges = AccumulatorRanges.ofTaps(new int[] {Integer.MAX_VALUE - 5, 0}, 1, 0);
    assertThat(ranges.min(0)).isEqualTo(Integer.MIN_VALUE);
    assertThat(ranges.max(0)).isEqualTo(Integer.MAX_VALUE);
    assertThat(ranges.max(1)).isEqualTo(128 * 128);
    assertThatThrownBy(() -> AccumulatorRanges.of(new int[] {1}, new int[] {0}))
        .hasMessageContaining("empty");
  }
}
