/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import org.tflm4j.api.tensor.LittleEndian;

/**
 * The FLOAT32 filter of a dense layer in the order in which {@link FloatDenseTile} reads it:
 * [block][depth][channel], see {@link DenseBlocks}. Channels are padded with zeros.
 */
public final class FloatDenseFilter {
  private final DenseBlocks blocks;
  private final int depth;
  private final float[] weights;

  /** Packs filters [channels][depth] that begin at byte {@code from}. */
  public FloatDenseFilter(byte[] filter, int from, int channels, int depth) {
    this.blocks = new DenseBlocks(channels);
    this.depth = depth;
    this.weights = new float[Math.multiplyExact(blocks.paddedChannels(), depth)];
    for (int block = 0; block < blocks.count(); block++) {
      int width = blocks.width(block);
      int first = blocks.firstChannel(block);
      int end = Math.min(first + width, channels);
      for (int channel = first; channel < end; channel++) {
        int row = from + Float.BYTES * channel * depth;
        int to = weightsAt(block) + channel - first;
        for (int k = 0; k < depth; k++) {
          weights[to + k * width] = LittleEndian.getFloat(filter, row + Float.BYTES * k);
        }
      }
    }
  }

  public DenseBlocks blocks() {
    return blocks;
  }

  int depth() {
    return depth;
  }

  /** Returns where a block begins in {@link #weights()}. */
  int weightsAt(int block) {
    return blocks.firstChannel(block) * depth;
  }

  float[] weights() {
    return weights;
  }

  /** Returns the bytes that this object's array takes. */
  public long heldBytes() {
    return (long) Float.BYTES * weights.length;
  }
}
