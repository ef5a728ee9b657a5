/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.support.VectorCode;

/**
 * Tiles of a FLOAT32 product that have the same shape.
 *
 * @param pixels neighbours in a row that are computed together
 * @param vectors vectors of output channels
 * @param width bytes of a vector: 16, 32 or 64
 * @param channels output channels that the vectors hold; the last vector may have room for more
 * @param repeats how many tiles there are
 * @param masks true if the code may use what AVX-512 has: masks, broadcasts of operands
 */
record FloatTiles(int pixels, int vectors, int width, int channels, int repeats, boolean masks)
    implements TileRun {
  private static final int ALIGNMENT = 64;

  /** Returns the channels of a vector. */
  int lanes() {
    return width / Float.BYTES;
  }

  /** Returns true if the last vector holds fewer channels than lanes. */
  boolean hasTail() {
    return channels < vectors * lanes();
  }

  /** Returns the channels of the last vector if it is not full, 0 otherwise. */
  int tailLanes() {
    return channels % lanes();
  }

  /** Returns the bytes of the weights of all channels for one input element. */
  int stepBytes() {
    return Float.BYTES * channels;
  }

  /**
   * Returns how many sums each output is split into: enough of them must be independent to hide the
   * latency of multiply-adds, four cycles for two in each.
   */
  int chains() {
    int sums = pixels * vectors;
    int chains = sums >= 8 ? 1 : sums >= 4 ? 2 : 4;
    while (chains > 1 && chains * sums > registersForSums(vectors, masks)) {
      chains /= 2;
    }
    return chains;
  }

  /** Returns the registers that are left beside the weights and an activation, or three limits. */
  static int registersForSums(int vectors, boolean masks) {
    return (masks ? 32 : 16) - Math.max(3, vectors + 1);
  }

  @Override
  public long weightBytes(Segments segments) {
    return ((long) segments.totalDwords() * stepBytes() + ALIGNMENT - 1) & -ALIGNMENT;
  }

  @Override
  public int tableBytes() {
    return vectors * width;
  }

  @Override
  public void prepare(VectorCode vectors) {
    FloatTileCode.tail(vectors, this).prepare();
  }

  @Override
  public void emit(VectorCode vectors, ProductGeometry geometry, DotTileCode.Registers registers) {
    new FloatTileCode(vectors, this, geometry, registers).emit();
  }
}
