/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.MAX_MAGNITUDE_SUM;

import java.util.Arrays;

/**
 * The INT8 filter of a dense layer, a byte per weight, in the order in which {@link PairTile} reads
 * it: [block][pair][channel][2], see {@link DenseBlocks}, the two weights being neighbours along
 * the depth. Channels and depth are padded with zeros.
 *
 * <p>Beside the weights lies when a tile has to empty its 16-bit sums: before the magnitudes of a
 * lane could add up to more than {@link
 * org.tflm4j.kernels.vector.support.PairLanes#MAX_MAGNITUDE_SUM}. One weight never does, so every
 * filter has such a plan; common ones have 5 to 50 pairs between two emptyings.
 */
public final class PairedFilter {
  private final DenseBlocks blocks;
  private final int depth;
  private final byte[] weights;

  /** For each block the last pair of each of its chunks, and one entry that ends the list. */
  private final int[] chunkEnds;

  private final int[] chunkEndsAt;
  private final int[] weightSums;

  /** Packs filters [channels][depth] that begin at {@code from}. */
  public PairedFilter(byte[] filter, int from, int channels, int depth) {
    this.blocks = new DenseBlocks(channels);
    this.depth = depth;
    this.weights = new byte[Math.multiplyExact(2 * blocks.paddedChannels(), pairs())];
    this.weightSums = new int[channels];
    for (int block = 0; block < blocks.count(); block++) {
      int step = 2 * blocks.width(block);
      int first = blocks.firstChannel(block);
      int end = Math.min(first + blocks.width(block), channels);
      for (int channel = first; channel < end; channel++) {
        int to = weightsAt(block) + 2 * (channel - first);
        for (int k = 0; k < depth; k++) {
          int weight = filter[from + channel * depth + k];
          weights[to + (k >> 1) * step + (k & 1)] = (byte) weight;
          weightSums[channel] += weight;
        }
      }
    }
    this.chunkEndsAt = new int[blocks.count()];
    this.chunkEnds = planChunks();
  }

  private int[] planChunks() {
    int[] ends = new int[16];
    int count = 0;
    for (int block = 0; block < blocks.count(); block++) {
      chunkEndsAt[block] = count;
      int[] sums = new int[2 * blocks.width(block)];
      int at = weightsAt(block);
      for (int pair = 0; pair < pairs(); pair++, at += sums.length) {
        if (exceeds(sums, at)) {
          ends = append(ends, count++, pair - 1);
          Arrays.fill(sums, 0);
        }
        for (int i = 0; i < sums.length; i++) {
          sums[i] += Math.abs(weights[at + i]);
        }
      }
      ends = append(ends, count++, pairs() - 1);
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

  public DenseBlocks blocks() {
    return blocks;
  }

  /** Returns where a block begins in {@link #weights()}. */
  int weightsAt(int block) {
    return 2 * blocks.firstChannel(block) * pairs();
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

  /** Returns the pairs of a row; the last one is half empty if the depth is odd. */
  public int pairs() {
    return Math.ceilDiv(depth, 2);
  }

  /** Returns the sum of the weights of a channel; it folds the input's zero point into the bias. */
  public int weightSum(int channel) {
    return weightSums[channel];
  }

  /** Returns the bytes that this object's arrays take. */
  public long heldBytes() {
    return weights.length
        + (long) Integer.BYTES * (chunkEnds.length + chunkEndsAt.length + weightSums.length);
  }
}
