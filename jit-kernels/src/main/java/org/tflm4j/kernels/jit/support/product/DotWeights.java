/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * Packs an INT8 filter for {@link DotTileCode}: for each tile of output channels [row][column]
 * [dword][vector][lane][values of a dword].
 */
public final class DotWeights {
  private DotWeights() {}

  /**
   * Returns the bytes of the weights of one tile of channels.
   *
   * @param vectors vectors of channels
   * @param lanes channels of a vector
   */
  public static long bytes(Segments segments, int vectors, int lanes) {
    return (long) vectorBytes(segments, lanes) * segments.totalDwords() * vectors;
  }

  private static int vectorBytes(Segments segments, int lanes) {
    return segments.form().weightBytes(Integer.BYTES * lanes);
  }

  /**
   * Says where the weights of the channels of one tile go, in their order.
   *
   * @param at address of the tile's weights
   */
  static void place(Segments segments, TileShape tile, long at, WeightPacking packing) {
    long vectorBytes = vectorBytes(segments, tile.lanes());
    int laneValues = segments.form().laneValues();
    long[] places = new long[tile.channels()];
    for (int vector = 0; vector < tile.vectors(); vector++) {
      for (int lane = 0; lane < tile.lanes(); lane++) {
        int channel = tile.channel(vector, lane);
        if (channel < places.length) {
          places[channel] = at + vectorBytes * vector + (long) laneValues * lane;
        }
      }
    }
    for (long place : places) {
      packing.add(place, vectorBytes * tile.vectors());
    }
  }
}
