/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import java.util.random.RandomGenerator;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.QuantizedMultiplier;

/** Numbers on which fixed-point arithmetic goes wrong first, and random ones. */
public final class EdgeValues {
  private static final int[] MULTIPLIERS = {
    0, 1 << 30, (1 << 30) + 1, 0x7FFE_FFFF, 0x7FFF_0000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE
  };

  private EdgeValues() {}

  /** Returns one of 0, the ends of the range of a multiplier, or any other multiplier. */
  public static int multiplier(RandomGenerator random) {
    return random.nextInt(3) == 0
        ? MULTIPLIERS[random.nextInt(MULTIPLIERS.length)]
        : random.nextInt(1 << 30, Integer.MAX_VALUE);
  }

  /** Returns multipliers that all have the same shift. */
  public static ChannelMultipliers channels(RandomGenerator random, int count, int shift) {
    QuantizedMultiplier[] channels = new QuantizedMultiplier[count];
    for (int i = 0; i < count; i++) {
      channels[i] = new QuantizedMultiplier(multiplier(random), shift);
    }
    return ChannelMultipliers.of(channels);
  }

  /**
   * Returns an int of any magnitude: an end of the range, a power of two or half of an odd multiple
   * of one, which are the ties of right shifts, their neighbours, or any other.
   */
  public static int any(RandomGenerator random) {
    int bit = 1 << random.nextInt(32);
    return switch (random.nextInt(6)) {
      case 0 -> random.nextBoolean() ? Integer.MIN_VALUE : Integer.MAX_VALUE;
      case 1 -> random.nextInt(-2, 3);
      case 2 -> bit + random.nextInt(-1, 2);
      case 3 -> -bit + random.nextInt(-1, 2);
      case 4 -> bit * random.nextInt(-64, 65) + (bit >> 1);
      default -> random.nextInt() >> random.nextInt(32);
    };
  }

  /** Returns an int as {@link #any} does, within minus {@code limit} to {@code limit}. */
  public static int within(RandomGenerator random, int limit) {
    int value = any(random);
    return value >= -limit && value <= limit ? value : random.nextInt(-limit, limit + 1);
  }
}
