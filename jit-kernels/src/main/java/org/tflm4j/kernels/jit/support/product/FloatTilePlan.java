/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.code.Tier;

/** Chooses the tiles in which the output channels of a FLOAT32 product are computed. */
final class FloatTilePlan {
  /** Vectors of a tile of one pixel: enough independent sums to hide the latency. */
  private static final int MOST_VECTORS_OF_ONE_PIXEL = 8;

  private static final int MOST_VECTORS = 4;

  private final int width;
  private final boolean masks;
  private final int pixels;

  private FloatTilePlan(Target target, int pixels) {
    this.width = target.vectorBytes();
    this.masks = target.tier() == Tier.AVX512_VNNI;
    this.pixels = pixels;
  }

  /**
   * Returns the tiles of the channels of a group, in their order.
   *
   * @param pixels of a row
   * @param channels output channels
   */
  static List<FloatTiles> of(Target target, int pixels, int channels) {
    return new FloatTilePlan(target, pixels).tiles(channels);
  }

  private List<FloatTiles> tiles(int channels) {
    int lanes = width / Float.BYTES;
    List<FloatTiles> tiles = new ArrayList<>();
    int vectors = channels / lanes;
    if (vectors > 0) {
      int each = pixels == 1 ? evenly(vectors, MOST_VECTORS_OF_ONE_PIXEL) : bestVectors(vectors);
      add(tiles, each, width, each * lanes, vectors / each);
      add(tiles, vectors % each, width, vectors % each * lanes, 1);
    }
    int rest = channels % lanes;
    if (rest > 0) {
      // The narrowest vector that holds them: a wider one only takes longer.
      int narrow = Math.max(16, Integer.highestOneBit(2 * Float.BYTES * rest - 1));
      add(tiles, 1, narrow, rest, 1);
    }
    return List.copyOf(tiles);
  }

  private void add(List<FloatTiles> tiles, int vectors, int width, int channels, int repeats) {
    if (vectors > 0) {
      int each = pixels == 1 ? 1 : evenly(pixels, mostPixels(vectors));
      tiles.add(new FloatTiles(each, vectors, width, channels, repeats, masks));
    }
  }

  /** Returns into how many a number is divided so that no part exceeds {@code most}. */
  private static int evenly(int count, int most) {
    int parts = (count + most - 1) / most;
    return (count + parts - 1) / parts;
  }

  /** Returns the pixels whose sums fit into the registers. */
  private int mostPixels(int vectors) {
    return FloatTiles.registersForSums(vectors, masks) / vectors;
  }

  /** Returns the vectors of a tile with which all vectors of a row take the fewest cycles. */
  private int bestVectors(int vectors) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int each = 1; each <= Math.min(vectors, MOST_VECTORS); each++) {
      int repeats = vectors / each;
      int rest = vectors % each;
      double cost = repeats * cost(each) + (rest == 0 ? 0 : cost(rest));
      if (cost < least) {
        best = each;
        least = cost;
      }
    }
    return best;
  }

  /**
   * Returns the cycles of a step of a row for some vectors: 64 bytes of multiply-adds or of loads,
   * two broadcasts or six instructions in each; and the beginning and end of the tiles.
   */
  private double cost(int vectors) {
    int tile = evenly(pixels, mostPixels(vectors));
    int tiles = (pixels + tile - 1) / tile;
    double part = width / 64.0;
    double arithmetic = part * tile * vectors;
    double loads = part * vectors + tile / 2.0;
    double instructions = (tile * vectors + tile + vectors) / 6.0;
    return tiles * (1 + Math.max(arithmetic, Math.max(loads, instructions)));
  }
}
