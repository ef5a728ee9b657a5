/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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
   * Packs the weights of the channels of one tile.
   *
   * @param filter weights [channel][row][column run], a row of {@code segments} one after the other
   * @param filterAt where the weights of the tile's first channel begin
   * @param packed where they go, zero before
   * @param packedAt where the tile's weights begin
   * @param sums gets the sum of each channel's weights
   * @param magnitudes gets the sum of the magnitudes of each channel's weights
   * @param sumsAt of the tile's first channel
   */
  public static void pack(
      Segments segments,
      TileShape tile,
      byte[] filter,
      int filterAt,
      MemorySegment packed,
      long packedAt,
      int[] sums,
      int[] magnitudes,
      int sumsAt) {
    int runs = segments.rows() * segments.columns();
    int dwords = segments.dwords();
    int laneValues = segments.form().laneValues();
    int vectorBytes = vectorBytes(segments, tile.lanes());
    for (int vector = 0; vector < tile.vectors(); vector++) {
      for (int lane = 0; lane < tile.lanes(); lane++) {
        int channel = tile.channel(vector, lane);
        if (channel >= tile.channels()) {
          continue;
        }
        int sum = 0;
        int magnitude = 0;
        int at = filterAt + channel * segments.taps();
        long to = packedAt + (long) vectorBytes * vector + (long) laneValues * lane;
        for (int run = 0; run < runs; run++) {
          for (int dword = 0; dword < dwords; dword++) {
            int packedWeights = 0;
            for (int i = 0; i < laneValues; i++) {
              int of = segments.valueOf(dword, i);
              if (of >= 0) {
                byte weight = filter[at + of];
                sum += weight;
                magnitude += weight < 0 ? -weight : weight;
                packedWeights |= (weight & 0xFF) << (8 * i);
              }
            }
            if (laneValues == Integer.BYTES) {
              packed.set(ValueLayout.JAVA_INT_UNALIGNED, to, packedWeights);
            } else {
              packed.set(ValueLayout.JAVA_SHORT_UNALIGNED, to, (short) packedWeights);
            }
            to += (long) vectorBytes * tile.vectors();
          }
          at += segments.values();
        }
        sums[sumsAt + channel] = sum;
        magnitudes[sumsAt + channel] = magnitude;
      }
    }
  }
}
