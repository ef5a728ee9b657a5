/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * How many accumulators a tile of a product has: {@code pixels} times {@code vectors} of 16 output
 * channels.
 *
 * @param pixels neighbours in a row that are computed together, 1 to 24
 * @param vectors vectors of 16 output channels, 1 to 8
 * @param channels output channels that the vectors hold, up to 16 times as many; the rest is
 *     padding
 */
public record TileShape(int pixels, int vectors, int channels) {
  /** Accumulators that fit beside weights, an activation and constants. */
  private static final int MOST_ACCUMULATORS = 24;

  /** Lanes of a vector of 32-bit sums. */
  public static final int LANES = 16;

  /** Returns the greatest number of pixels beside which so many vectors fit. */
  public static int mostPixels(int vectors) {
    return MOST_ACCUMULATORS / vectors;
  }

  /** Returns true if the last vector holds fewer channels than lanes. */
  public boolean hasTail() {
    return channels % LANES != 0;
  }

  /**
   * Returns true if channels are spread over the vectors so that two saturating packs leave them in
   * order.
   */
  public boolean isInterleaved() {
    return vectors == 4 && channels == 4 * LANES;
  }

  /**
   * Returns the channel of the tile that a lane of a vector holds.
   *
   * @return may be beyond {@link #channels}: padding
   */
  public int channel(int vector, int lane) {
    return isInterleaved() ? LANES * (lane / 4) + 4 * vector + lane % 4 : LANES * vector + lane;
  }

  @Override
  public String toString() {
    return "tile of " + pixels + " pixels and " + channels + " channels in " + vectors + " vectors";
  }

  /**
   * Returns how many sums each output is split into, so that enough of them are independent to hide
   * the latency of the dot product.
   */
  public int chains() {
    int sums = pixels * vectors;
    return sums >= 8 ? 1 : sums >= 4 ? 2 : 4;
  }
}
