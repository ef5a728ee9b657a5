/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.util.ArrayList;
import java.util.List;

/**
 * The tiles in which the output channels of a product are computed.
 *
 * @param runs tiles of the same shape, one after the other, in the order of the channels
 */
public record TilePlan(List<Run> runs) {
  /** Vectors of a tile of one pixel: enough independent sums to hide the latency. */
  private static final int MOST_VECTORS_OF_ONE_PIXEL = 8;

  /** In the order of preference. */
  private static final int[] VECTORS_OF_16 = {4, 2, 1};

  /** Four vectors leave registers for two pixels alone: weights are loaded too often. */
  private static final int[] VECTORS_OF_8 = {2, 4, 1};

  /**
   * Tiles of the same shape, one after the other.
   *
   * @param tile their shape
   * @param repeats how many
   */
  public record Run(TileShape tile, int repeats) {}

  /** Copies the list. */
  public TilePlan {
    runs = List.copyOf(runs);
  }

  /**
   * Chooses the tiles.
   *
   * @param pixels of a row
   * @param channels output channels
   * @param lanes channels of a vector: 16 or 8
   */
  public static TilePlan of(int pixels, int channels, int lanes) {
    List<Run> runs = new ArrayList<>();
    int vectors = pixels == 1 ? MOST_VECTORS_OF_ONE_PIXEL : bestVectors(pixels, channels, lanes);
    int done = 0;
    while (channels - done >= lanes) {
      vectors = Math.min(vectors, (channels - done) / lanes);
      // Three vectors are stored one by one; four pack, two and one are a tail.
      vectors = vectors > 4 ? vectors : Integer.highestOneBit(vectors);
      int width = vectors * lanes;
      int repeats = (channels - done) / width;
      int tilePixels = evenPixels(pixels, vectors, lanes);
      runs.add(new Run(new TileShape(tilePixels, vectors, width, lanes), repeats));
      done += repeats * width;
    }
    if (done < channels) {
      int tilePixels = evenPixels(pixels, 1, lanes);
      runs.add(new Run(new TileShape(tilePixels, 1, channels - done, lanes), 1));
    }
    return new TilePlan(runs);
  }

  /** Returns the pixels of a tile so that the tiles of a row overlap as little as possible. */
  private static int evenPixels(int pixels, int vectors, int lanes) {
    int most = pixels == 1 ? 1 : TileShape.mostPixels(vectors, lanes);
    int tiles = (pixels + most - 1) / most;
    return (pixels + tiles - 1) / tiles;
  }

  /**
   * Returns the number of vectors with the least work: a dot product for each sum, or three other
   * instructions in its time.
   */
  private static int bestVectors(int pixels, int channels, int lanes) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int vectors : lanes == 16 ? VECTORS_OF_16 : VECTORS_OF_8) {
      if (channels < vectors * lanes && vectors > 1) {
        continue;
      }
      int tile = evenPixels(pixels, vectors, lanes);
      int tiles = (pixels + tile - 1) / tile;
      int sums = tile * vectors;
      double cost = tiles * Math.max(sums, (sums + 2 * tile + vectors) / 2.0) / vectors;
      if (cost < least) {
        least = cost;
        best = vectors;
      }
    }
    return best;
  }

  /** Returns the number of vectors of all tiles, tails included. */
  public int vectors() {
    int vectors = 0;
    for (Run run : runs) {
      vectors += run.repeats() * run.tile().vectors();
    }
    return vectors;
  }
}
