/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * How many accumulators a tile of a product has: {@code pixels} times {@code vectors} of output
 * channels.
 *
 * @param pixels neighbours in a row that are computed together, 1 to 24
 * @param vectors vectors of output channels, 1 to 8
 * @param channels output channels that the vectors hold, up to {@code lanes} times as many; the
 *     rest is padding
 * @param lanes channels of a vector: 16, of a processor with 32 registers, or 8, of one with 16
 */
public record TileShape(int pixels, int vectors, int channels, int lanes) {
  private static final int WIDE_LANES = 16;

  /** Accumulators of wide tiles: they fit beside weights, an activation and constants. */
  private static final int MOST_WIDE_ACCUMULATORS = 24;

  private static final int NARROW_REGISTERS = 16;

  /** The activation, and the flipped bits or the products; later what requantization needs. */
  private static final int TEMPORARIES = 2;

  /** Returns the greatest number of pixels beside which so many vectors fit. */
  public static int mostPixels(int vectors, int lanes) {
    return mostAccumulators(vectors, lanes) / vectors;
  }

  private static int mostAccumulators(int weights, int lanes) {
    return lanes == WIDE_LANES ? MOST_WIDE_ACCUMULATORS : NARROW_REGISTERS - TEMPORARIES - weights;
  }

  /** Returns the channels of the last vector where they are fewer than its lanes, 0 otherwise. */
  public int tail() {
    return channels % lanes;
  }

  /**
   * Returns true if channels are spread over the vectors so that saturating packs leave them in
   * order: four vectors, and two where packs do not cross more than one border within a vector.
   */
  public boolean isInterleaved() {
    return channels == vectors * lanes && (vectors == 4 || (vectors == 2 && lanes != WIDE_LANES));
  }

  /**
   * Returns the channel of the tile that a lane of a vector holds.
   *
   * @return may be beyond {@link #channels}: padding
   */
  public int channel(int vector, int lane) {
    return isInterleaved()
        ? 4 * vectors * (lane / 4) + 4 * vector + lane % 4
        : lanes * vector + lane;
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
    int chains = sums >= 8 ? 1 : sums >= 4 ? 2 : 4;
    int most = mostAccumulators(pixels == 1 ? 0 : vectors, lanes);
    return chains * sums <= most ? chains : 1;
  }
}
