/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LaneExponentialTest {
  /**
   * From one tested float to the next, in steps of their bits: a prime, a million floats in all.
   */
  private static final int STEP = 4099;

  private static final int BLOCK = 1003;

  /**
   * Functions, their definitions in double, and by how many units in the last place they differ.
   */
  private static Stream<Arguments> functions() {
    return Stream.of(
        function("exp", LaneExponential::exp, x -> (float) Math.exp(x)),
        function("logistic", LaneExponential::logistic, LaneExponentialTest::logistic),
        function("tanh", LaneExponential::tanh, x -> (float) Math.tanh(x)));
  }

  private static Arguments function(
      String name, LaneFunction lanes, UnaryOperator<Float> definition) {
    return arguments(name, lanes, definition);
  }

  /** As TFLM defines it, with its two cutoffs. */
  private static float logistic(float x) {
    if (x > 16.619047f) {
      return 1;
    }
    return x < -9 ? (float) Math.exp(x) : 1 / (1 + (float) Math.exp(-x));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void equalsTheDefinition(String name, LaneFunction function, UnaryOperator<Float> definition) {
    float[] lanes = new float[ElementLanes.wholeVectors(BLOCK) * (1 + LaneFunction.SPARE_BLOCKS)];
    float[] arguments = new float[BLOCK];
    long bits = 0;
    int compared = 0;
    int different = 0;
    while (bits < 1L << 32) {
      for (int i = 0; i < BLOCK; i++, bits += STEP) {
        arguments[i] = Float.intBitsToFloat((int) bits);
      }
      System.arraycopy(arguments, 0, lanes, 0, BLOCK);
      function.apply(lanes, 0, BLOCK);
      for (int i = 0; i < BLOCK; i++) {
        float expected = definition.apply(arguments[i]);
        if (Float.compare(lanes[i], expected) != 0) {
          different++;
          assertThat(lanes[i])
              .as("%s(%s)", name, arguments[i])
              .isBetween(Math.nextDown(expected), Math.nextUp(expected));
        }
        compared++;
      }
    }
    assertThat(different).as("of %d", compared).isLessThan(compared / 10_000);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void extremesAreExact(String name, LaneFunction function, UnaryOperator<Float> definition) {
    float[] extremes = {
      0,
      -0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      1e-20f,
      -1e-20f,
      88.7f,
      88.8f,
      -87.5f,
      -104,
      16.619047f,
      16.61905f,
      -9,
      -9.000001f,
      0x1p-5f,
      199,
      201,
      -201,
      1e10f,
      -1e10f,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN
    };
    float[] lanes =
        new float[ElementLanes.wholeVectors(extremes.length) * (1 + LaneFunction.SPARE_BLOCKS)];
    System.arraycopy(extremes, 0, lanes, 0, extremes.length);

    function.apply(lanes, 0, extremes.length);

    for (int i = 0; i < extremes.length; i++) {
      assertThat(lanes[i]).as("%s(%s)", name, extremes[i]).isEqualTo(definition.apply(extremes[i]));
    }
  }
}
