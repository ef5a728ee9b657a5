/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.requantization;

/**
 * What the accumulators of each output channel can be: bias plus the products of INT8 weights and
 * INT8 inputs less their zero point, over any subset of the taps (those in the padding add
 * nothing). Immutable.
 *
 * <p>A range that is too wide costs little: at most 255 steps lie in it however wide it is. So the
 * bound by the number of taps is the first choice, and the exact one serves where it comes for free
 * or where a channel could not be proven without.
 */
public final class AccumulatorRanges {
  private final int[] min;
  private final int[] max;

  private AccumulatorRanges(int channels) {
    this.min = new int[channels];
    this.max = new int[channels];
  }

  /** Returns given ranges, one per channel. */
  public static AccumulatorRanges of(int[] min, int[] max) {
    AccumulatorRanges ranges = new AccumulatorRanges(min.length);
    for (int c = 0; c < min.length; c++) {
      if (min[c] > max[c]) {
        throw new IllegalArgumentException(
            "channel " + c + ": the range from " + min[c] + " to " + max[c] + " is empty");
      }
      ranges.set(c, min[c], max[c]);
    }
    return ranges;
  }

  /**
   * Returns bounds that hold for any weights.
   *
   * @param bias one per channel
   * @param taps products that are summed for one output
   * @param inputZeroPoint from -128 to 127
   */
  public static AccumulatorRanges ofTaps(int[] bias, int taps, int inputZeroPoint) {
    AccumulatorRanges ranges = new AccumulatorRanges(bias.length);
    long most = 128L * Math.max(127 - inputZeroPoint, 128 + inputZeroPoint) * taps;
    for (int c = 0; c < bias.length; c++) {
      ranges.set(c, bias[c] - most, bias[c] + most);
    }
    return ranges;
  }

  /**
   * Returns the exact ranges from the sums of weights, which packing may compute on its way.
   *
   * @param bias one per channel
   * @param sums sum of the channel's weights
   * @param magnitudes sum of the magnitudes of the channel's weights
   * @param inputZeroPoint from -128 to 127
   */
  public static AccumulatorRanges ofSums(
      int[] bias, int[] sums, int[] magnitudes, int inputZeroPoint) {
    AccumulatorRanges ranges = new AccumulatorRanges(bias.length);
    long least = -128L - inputZeroPoint;
    long greatest = 127L - inputZeroPoint;
    for (int c = 0; c < bias.length; c++) {
      // Exact: the sum and the sum of magnitudes have the same parity.
      long positive = (magnitudes[c] + (long) sums[c]) / 2;
      long negative = (sums[c] - (long) magnitudes[c]) / 2;
      ranges.set(
          c,
          bias[c] + positive * least + negative * greatest,
          bias[c] + positive * greatest + negative * least);
    }
    return ranges;
  }

  /**
   * Returns the exact ranges.
   *
   * @param bias one per channel
   * @param weights INT8
   * @param offset index of the first channel's first weight
   * @param channelStride from a channel to the next: taps for OHWI, 1 for depthwise
   * @param taps weights of a channel
   * @param tapStride from a weight to the channel's next: 1 for OHWI, channels for depthwise
   * @param inputZeroPoint from -128 to 127
   */
  public static AccumulatorRanges ofWeights(
      int[] bias,
      byte[] weights,
      int offset,
      int channelStride,
      int taps,
      int tapStride,
      int inputZeroPoint) {
    int[] sums = new int[bias.length];
    int[] magnitudes = new int[bias.length];
    for (int c = 0; c < bias.length; c++) {
      int at = offset + c * channelStride;
      // At most 128 a weight: no overflow below 2^24 taps.
      int sum = 0;
      int magnitude = 0;
      for (int end = at + taps * tapStride; at < end; at += tapStride) {
        int weight = weights[at];
        sum += weight;
        magnitude += weight < 0 ? -weight : weight;
      }
      sums[c] = sum;
      magnitudes[c] = magnitude;
    }
    return ofSums(bias, sums, magnitudes, inputZeroPoint);
  }

  /** Sums wrap in 32 bits: where they can leave the ints, they can be anything. */
  private void set(int channel, long least, long greatest) {
    boolean wraps = least < Integer.MIN_VALUE || greatest > Integer.MAX_VALUE;
    min[channel] = wraps ? Integer.MIN_VALUE : (int) least;
    max[channel] = wraps ? Integer.MAX_VALUE : (int) greatest;
  }

  public int channels() {
    return min.length;
  }

  /** No accumulator of the channel is below. */
  public int min(int channel) {
    return min[channel];
  }

  /** No accumulator of the channel is above. */
  public int max(int channel) {
    return max[channel];
  }
}
