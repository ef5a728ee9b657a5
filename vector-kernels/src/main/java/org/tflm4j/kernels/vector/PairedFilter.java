/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.PairLanes.CHANNELS;
import static org.tflm4j.kernels.vector.PairLanes.ELEMENTS;
import static org.tflm4j.kernels.vector.PairLanes.MAX_MAGNITUDE_SUM;

import java.util.Arrays;

/**
 * The INT8 filter of a dense layer, a byte per weight, in the order in which {@link PairTile} reads
 * it: blocks of output channels, {@link PairTile#VECTORS} vectors wide as long as they can be
 * filled, then one vector wide. Within a block [pair][vector][channel][2], the two weights being
 * neighbours along the depth. What is left over of channels and depth is padded with zeros.
 *
 * <p>Beside the weights lies when a tile has to empty its 16-bit sums: before a lane's magnitudes
 * could add up to more than {@link PairLanes#MAX_MAGNITUDE_SUM}. One product is always within that,
 * so every filter has such a plan; a common one fills 5 to 50 pairs between two emptyings.
 */
final class PairedFilter {
  private final int channels;
  private final int depth;
  private final int pairs;
  private final int wideBlocks;
  private final byte[] weights;

  /** For each block the last pair of each of its chunks, and one entry that ends the list. */
  private final int[] chunkEnds;

  private final int[] chunkEndsAt;
  private final int[] weightSums;
  private final long largestMagnitudeSum;

  /**
   * Packs filters [channels][depth].
   *
   * @param weights holds the weights
   * @param from where they begin
   */
  PairedFilter(byte[] weights, int from, int channels, int depth) {
    this.channels = channels;
    this.depth = depth;
    this.pairs = Math.ceilDiv(depth, 2);
    int vectors = Math.ceilDiv(channels, CHANNELS);
    this.wideBlocks = vectors / PairTile.VECTORS;
    this.weights = new byte[Math.multiplyExact(vectors * ELEMENTS, pairs)];
    this.weightSums = new int[channels];
    long largest = 0;
    for (int channel = 0; channel < channels; channel++) {
      int step = ELEMENTS * blockVectors(blockOf(channel));
      int to = weightsAt(blockOf(channel)) + 2 * (channel - firstChannel(blockOf(channel)));
      // Vectors follow each other, so a channel's place in the block needs no split by vectors.
      int row = from + channel * depth;
      long magnitude = 0;
      for (int k = 0; k < depth; k++) {
        int weight = weights[row + k];
        this.weights[to + (k >> 1) * step + (k & 1)] = (byte) weight;
        weightSums[channel] += weight;
        magnitude += Math.abs(weight);
      }
      largest = Math.max(largest, magnitude);
    }
    this.largestMagnitudeSum = largest;
    this.chunkEndsAt = new int[blocks()];
    this.chunkEnds = planChunks();
  }

  private int[] planChunks() {
    int[] ends = new int[16];
    int count = 0;
    for (int block = 0; block < blocks(); block++) {
      chunkEndsAt[block] = count;
      int width = ELEMENTS * blockVectors(block);
      int[] sums = new int[width];
      int at = weightsAt(block);
      for (int pair = 0; pair < pairs; pair++, at += width) {
        if (exceeds(sums, at)) {
          ends = append(ends, count++, pair - 1);
          Arrays.fill(sums, 0);
        }
        for (int i = 0; i < width; i++) {
          sums[i] += Math.abs(weights[at + i]);
        }
      }
      ends = append(ends, count++, pairs - 1);
      ends = append(ends, count++, -1);
    }
    return Arrays.copyOf(ends, count);
  }

  private boolean exceeds(int[] sums, int at) {
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] + Math.abs(weights[at + i]) > MAX_MAGNITUDE_SUM) {
        return true;
      }
    }
    return false;
  }

  private static int[] append(int[] list, int count, int value) {
    int[] longer = count < list.length ? list : Arrays.copyOf(list, 2 * count);
    longer[count] = value;
    return longer;
  }

  private int blockOf(int channel) {
    int vector = channel / CHANNELS;
    int wideVectors = wideBlocks * PairTile.VECTORS;
    return vector < wideVectors ? vector / PairTile.VECTORS : vector - wideVectors + wideBlocks;
  }

  /** Returns the number of blocks. */
  int blocks() {
    return wideBlocks + Math.ceilDiv(channels, CHANNELS) - wideBlocks * PairTile.VECTORS;
  }

  /** Returns the vectors of a block: {@link PairTile#VECTORS} or 1. */
  int blockVectors(int block) {
    return block < wideBlocks ? PairTile.VECTORS : 1;
  }

  /** Returns the first channel of a block. */
  int firstChannel(int block) {
    int vectors = Math.min(block, wideBlocks) * PairTile.VECTORS + Math.max(block - wideBlocks, 0);
    return vectors * CHANNELS;
  }

  /** Returns where a block begins in {@link #weights()}. */
  int weightsAt(int block) {
    return 2 * firstChannel(block) * pairs;
  }

  byte[] weights() {
    return weights;
  }

  /** Returns the last pairs of all chunks of all blocks. */
  int[] chunkEnds() {
    return chunkEnds;
  }

  /** Returns where a block's begin in {@link #chunkEnds()}. */
  int chunkEndsAt(int block) {
    return chunkEndsAt[block];
  }

  int channels() {
    return channels;
  }

  /** Returns the channels, padded to whole vectors: the sums of one row. */
  int paddedChannels() {
    return Math.ceilDiv(channels, CHANNELS) * CHANNELS;
  }

  int depth() {
    return depth;
  }

  /** Returns the pairs of a row, the last one being half empty if the depth is odd. */
  int pairs() {
    return pairs;
  }

  /** Returns the sum of the weights of a channel; it folds the input's zero point into the bias. */
  int weightSum(int channel) {
    return weightSums[channel];
  }

  /** Returns the largest sum of weight magnitudes of a channel. */
  long largestMagnitudeSum() {
    return largestMagnitudeSum;
  }

  /** Returns the bytes that this object's arrays take. */
  long heldBytes() {
    return weights.length
        + (long) Integer.BYTES * (chunkEnds.length + chunkEndsAt.length + weightSums.length);
  }
}
