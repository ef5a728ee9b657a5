/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.quantization.QuantizedMultiplier;

class ScaledSumTest {
  private static final int LEFT_SHIFT = 20;
  private static final int DRAWS = 150;

  private final SplittableRandom random = new SplittableRandom(7);

  /** For all pairs of inputs, the repaired ones included. */
  @Test
  void theFormulaIsTheReference() {
    int proven = 0;
    for (int i = 0; i < DRAWS; i++) {
      double scale1 = scale();
      double scale2 = random.nextInt(6) == 0 ? scale1 : scale();
      double greater = Math.max(scale1, scale2);
      double output = random.nextInt(8) == 0 ? greater : greater * random.nextDouble(0.02, 8);
      proven += check(scale1, scale2, output, random.nextBoolean() ? 1 : -1) ? 1 : 0;
    }
    // The others have ties in plenty, or outputs in too small steps.
    assertThat(proven).isGreaterThan(DRAWS * 3 / 4);
  }

  /** Half of all pairs are exactly at a tie, which goes away from zero. */
  @Test
  void tiesInPlentyAreRefusedOrRight() {
    check(0.5, 0.5, 1, 1);
    check(0.5, 0.5, 1, -1);
    check(0.25, 0.75, 0.5, 1);
  }

  private double scale() {
    return Math.exp(random.nextDouble(Math.log(1e-4), Math.log(1)));
  }

  private boolean check(double scale1, double scale2, double outputScale, int sign) {
    double common = 2 * Math.max(scale1, scale2);
    InputScaling input1 = input(scale1 / common);
    InputScaling input2 = input(scale2 / common);
    int min = random.nextInt(2) == 0 ? Byte.MIN_VALUE : random.nextInt(-128, 0);
    OutputScaling output =
        new OutputScaling(
            QuantizedMultiplier.of(common / (1 << LEFT_SHIFT) / outputScale),
            random.nextInt(-128, 128),
            new IntegerRange(min, Byte.MAX_VALUE));
    ScaledSum sum = ScaledSum.of(input1, input2, output, sign);
    if (sum == null) {
      return false;
    }
    for (int x = Byte.MIN_VALUE; x <= Byte.MAX_VALUE; x++) {
      for (int y = Byte.MIN_VALUE; y <= Byte.MAX_VALUE; y++) {
        int wanted = output.apply(input1.apply(x) + sign * input2.apply(y));
        if (computed(sum, output, x, y) != wanted) {
          assertThat(computed(sum, output, x, y))
              .as("%s, %s, %s, sign %s, inputs %s and %s", input1, input2, output, sign, x, y)
              .isEqualTo(wanted);
        }
      }
    }
    return true;
  }

  private InputScaling input(double multiplier) {
    return new InputScaling(
        random.nextInt(-128, 128), LEFT_SHIFT, QuantizedMultiplier.of(multiplier));
  }

  private static int computed(ScaledSum sum, OutputScaling output, int x, int y) {
    for (int i = 0; i < sum.repairs(); i++) {
      if (sum.repaired1(i) == x && sum.repaired2(i) == y) {
        return sum.repairedOutput(i);
      }
    }
    float inner = FloatInstructions.multiplyAdd(y, sum.scale2(), sum.addend());
    return output
        .activation()
        .clamp(FloatInstructions.toInt(FloatInstructions.multiplyAdd(x, sum.scale1(), inner)));
  }
}
