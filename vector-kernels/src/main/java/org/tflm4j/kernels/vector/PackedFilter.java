/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;

import org.tflm4j.api.tensor.TensorSpec.ConstantData;

/**
 * An INT8 filter as floats, in blocks of output channels that fill a tile: [block][depth][{@link
 * #WIDTH}], the channels of the last block padded with zeros.
 */
final class PackedFilter {
  /** Channels of a block. */
  static final int WIDTH = Tile.VECTORS * FLOATS.length();

  private final float[] weights;
  private final int depth;
  private final int channels;
  private final int[] weightSums;
  private final long largestMagnitudeSum;

  /**
   * Packs filters [channels][depth].
   *
   * @param firstChannel the first channel to pack
   * @param channels how many channels to pack
   */
  PackedFilter(ConstantData filter, int firstChannel, int channels, int depth) {
    this.depth = depth;
    this.channels = channels;
    this.weights = new float[blocks() * WIDTH * depth];
    this.weightSums = new int[channels];
    long largest = 0;
    for (int channel = 0; channel < channels; channel++) {
      int from = filter.offset() + (firstChannel + channel) * depth;
      int block = channel / WIDTH;
      int to = offset(block) + channel - firstChannel(block);
      long magnitude = 0;
      for (int k = 0; k < depth; k++) {
        int weight = filter.bytes()[from + k];
        weights[to + k * WIDTH] = weight;
        weightSums[channel] += weight;
        magnitude += Math.abs(weight);
      }
      largest = Math.max(largest, magnitude);
    }
    this.largestMagnitudeSum = largest;
  }

  /** Returns the number of blocks. */
  int blocks() {
    return Math.ceilDiv(channels, WIDTH);
  }

  /** Returns the first channel of a block. */
  int firstChannel(int block) {
    return block * WIDTH;
  }

  /** Returns the channels of a block without padding. */
  int channels(int block) {
    return Math.min(channels - firstChannel(block), WIDTH);
  }

  /** Returns where a block begins in {@link #weights()}. */
  int offset(int block) {
    return firstChannel(block) * depth;
  }

  float[] weights() {
    return weights;
  }

  int depth() {
    return depth;
  }

  /** Returns the sum of the weights of a channel; it folds the input's zero point into the bias. */
  int weightSum(int channel) {
    return weightSums[channel];
  }

  /**
   * Returns true if every sum over the whole depth is exact in float: with inputs from -128 to 127
   * no partial sum exceeds 128 * sum(|weight|), and all integers up to 2^24 are floats.
   */
  boolean isExactInOneChunk() {
    return 128 * largestMagnitudeSum <= 1 << 24;
  }

  long heldBytes() {
    return (long) Float.BYTES * weights.length + (long) Integer.BYTES * weightSums.length;
  }
}
