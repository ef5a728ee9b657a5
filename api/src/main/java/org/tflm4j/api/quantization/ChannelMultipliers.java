/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.quantization;

import java.util.Arrays;

/**
 * The requantization multiplier of every output channel (all the same where the filter has one
 * scale). Immutable.
 */
public final class ChannelMultipliers {
  private final int[] multipliers;
  private final int[] shifts;

  private ChannelMultipliers(int[] multipliers, int[] shifts) {
    this.multipliers = multipliers;
    this.shifts = shifts;
  }

  /** Returns the fixed-point form of one real multiplier per channel. */
  public static ChannelMultipliers of(double... real) {
    int[] multipliers = new int[real.length];
    int[] shifts = new int[real.length];
    for (int channel = 0; channel < real.length; channel++) {
      QuantizedMultiplier quantized = QuantizedMultiplier.of(real[channel]);
      multipliers[channel] = quantized.multiplier();
      shifts[channel] = quantized.shift();
    }
    return new ChannelMultipliers(multipliers, shifts);
  }

  /** Returns the given multipliers, one per channel. */
  public static ChannelMultipliers of(QuantizedMultiplier... quantized) {
    int[] multipliers = new int[quantized.length];
    int[] shifts = new int[quantized.length];
    for (int channel = 0; channel < quantized.length; channel++) {
      multipliers[channel] = quantized[channel].multiplier();
      shifts[channel] = quantized[channel].shift();
    }
    return new ChannelMultipliers(multipliers, shifts);
  }

  /** Returns the same multiplier for every channel. */
  public static ChannelMultipliers uniform(QuantizedMultiplier multiplier, int channels) {
    int[] multipliers = new int[channels];
    int[] shifts = new int[channels];
    Arrays.fill(multipliers, multiplier.multiplier());
    Arrays.fill(shifts, multiplier.shift());
    return new ChannelMultipliers(multipliers, shifts);
  }

  public int channels() {
    return multipliers.length;
  }

  /** Returns a copy of the multipliers, see {@link QuantizedMultiplier#multiplier()}. */
  public int[] multipliers() {
    return multipliers.clone();
  }

  /** Returns a copy of the shifts, see {@link QuantizedMultiplier#shift()}. */
  public int[] shifts() {
    return shifts.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelMultipliers that
        && Arrays.equals(multipliers, that.multipliers)
        && Arrays.equals(shifts, that.shifts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(multipliers) + Arrays.hashCode(shifts);
  }

  @Override
  public String toString() {
    return multipliers.length + " channel multipliers";
  }
}
