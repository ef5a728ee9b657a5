/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.CHANNELS;

/**
 * How the output channels of a dense layer are cut into the blocks that a tile works on: {@link
 * #WIDE} vectors each as long as they can be filled, then one vector each.
 *
 * @param channels output channels
 */
public record DenseBlocks(int channels) {
  /** Vectors of a wide block. */
  static final int WIDE = 4;

  /** Returns the number of blocks. */
  int count() {
    return wideBlocks() + vectors() - wideBlocks() * WIDE;
  }

  /** Returns the vectors that hold all channels. */
  int vectors() {
    return Math.ceilDiv(channels, CHANNELS);
  }

  /** Returns the channels, padded to whole vectors. */
  public int paddedChannels() {
    return vectors() * CHANNELS;
  }

  /** Returns true for a block of {@link #WIDE} vectors, false for one of one vector. */
  boolean isWide(int block) {
    return block < wideBlocks();
  }

  /** Returns the channels of a block, padding included. */
  int width(int block) {
    return isWide(block) ? WIDE * CHANNELS : CHANNELS;
  }

  /** Returns the first channel of a block. */
  int firstChannel(int block) {
    int narrow = Math.max(block - wideBlocks(), 0);
    return ((block - narrow) * WIDE + narrow) * CHANNELS;
  }

  private int wideBlocks() {
    return vectors() / WIDE;
  }
}
