/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random values with a taste for the extremes. */
final class Samples {
  private Samples() {}

  /** Returns one of the given values. */
  static int oneOf(RandomGenerator random, int... values) {
    return values[random.nextInt(values.length)];
  }

  /**
   * Returns INT8 values: mostly random, now and then all the same extreme or alternating extremes.
   */
  static byte[] int8s(RandomGenerator random, int count) {
    byte[] values = new byte[count];
    switch (random.nextInt(8)) {
      case 0 -> Arrays.fill(values, Byte.MIN_VALUE);
      case 1 -> Arrays.fill(values, Byte.MAX_VALUE);
      case 2 -> {
        for (int i = 0; i < count; i++) {
          values[i] = i % 2 == 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
        }
      }
      default -> random.nextBytes(values);
    }
    return values;
  }

  /** Returns a quantization scale from 2^-12 to 2. */
  static float scale(RandomGenerator random) {
    return (float) Math.pow(2, random.nextDouble(-12, 1));
  }

  static int zeroPoint(RandomGenerator random) {
    return oneOf(random, -128, 127, 0, random.nextInt(-128, 128));
  }
}
