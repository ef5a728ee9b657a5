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

  private static final int[] VECTORS = {4, 2, 1};

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
   */
  public static TilePlan of(int pixels, int channels) {
    List<Run> runs = new ArrayList<>();
    int vectors = pixels == 1 ? MOST_VECTORS_OF_ONE_PIXEL : bestVectors(pixels, channels);
    int done = 0;
    while (channels - done >= TileShape.LANES) {
      vectors = Math.min(vectors, (channels - done) / TileShape.LANES);
      // Three vectors are stored one by one; four pack, two and one are a tail.
      vectors = vectors > 4 ? vectors : Integer.highestOneBit(vectors);
      int width = vectors * TileShape.LANES;
      int repeats = (channels - done) / width;
      runs.add(new Run(new TileShape(evenPixels(pixels, vectors), vectors, width), repeats));
      done += repeats * width;
    }
    if (done < channels) {
      runs.add(new Run(new TileShape(evenPixels(pixels, 1), 1, channels - done), 1));
    }
    return new TilePlan(runs);
  }

  /** Returns the pixels of a tile so that the tiles of a row overlap as little as possible. */
  private static int evenPixels(int pixels, int vectors) {
    int most = TileShape.mostPixels(vectors);
    int tiles = (pixels + most - 1) / most;
    return (pixels + tiles - 1) / tiles;
  }

  /**
   * Returns the number of vectors with the least work: a dot product for each sum, or three other
   * instructions in its time.
   */
  private static int bestVectors(int pixels, int channels) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int vectors : VECTORS) {
      if (channels < vectors * TileShape.LANES && vectors > 1) {
        continue;
      }
      int tile = evenPixels(pixels, vectors);
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

  /** Returns true if the last channels do not fill a vector. */
  public boolean hasTail() {
    return runs.getLast().tile().hasTail();
  }
}
