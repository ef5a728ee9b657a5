/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Packs an INT8 filter for {@link DotTileCode}: for each tile of output channels [row][column]
 * [dword][vector][lane][4].
 */
public final class DotWeights {
  private DotWeights() {}

  /**
   * Returns the bytes of the weights of one tile of channels.
   *
   * @param vectors vectors of 16 channels
   */
  public static long bytes(Segments segments, int vectors) {
    return 64L * segments.totalDwords() * vectors;
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
    int channelBytes = runs * segments.bytes();
    for (int vector = 0; vector < tile.vectors(); vector++) {
      for (int lane = 0; lane < TileShape.LANES; lane++) {
        int channel = tile.channel(vector, lane);
        if (channel >= tile.channels()) {
          continue;
        }
        int sum = 0;
        int magnitude = 0;
        int at = filterAt + channel * channelBytes;
        long to = packedAt + 64L * vector + 4L * lane;
        for (int run = 0; run < runs; run++) {
          for (int dword = 0; dword < dwords; dword++) {
            int four = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
              int of = segments.byteOf(dword, i);
              if (of >= 0) {
                byte weight = filter[at + of];
                sum += weight;
                magnitude += weight < 0 ? -weight : weight;
                four |= (weight & 0xFF) << (8 * i);
              }
            }
            packed.set(ValueLayout.JAVA_INT_UNALIGNED, to, four);
            to += 64L * tile.vectors();
          }
          at += segments.bytes();
        }
        sums[sumsAt + channel] = sum;
        magnitudes[sumsAt + channel] = magnitude;
      }
    }
  }
}
