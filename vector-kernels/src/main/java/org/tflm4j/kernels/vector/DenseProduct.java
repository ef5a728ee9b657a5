/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.PairLanes.CHANNELS;
import static org.tflm4j.kernels.vector.PairLanes.ELEMENTS;

/** The products of rows of INT8 inputs and an INT8 filter. */
final class DenseProduct {
  private DenseProduct() {}

  /**
   * Computes the sums of all channels for some rows.
   *
   * @param space holds the rows, see {@link PairedRows}, and takes the sums, ints as the bits of
   *     floats: for each row {@link PairedFilter#paddedChannels()}
   * @param rowsAt where the first row begins
   * @param rowStep from a row to the next
   * @param rows how many there are
   * @param sumsAt where the sums of the first row begin
   * @param sumsStep from the sums of a row to those of the next
   */
  static void multiply(
      PairedFilter filter,
      float[] space,
      int rowsAt,
      int rowStep,
      int rows,
      int sumsAt,
      int sumsStep) {
    int pairs = filter.pairs();
    byte[] weights = filter.weights();
    int[] chunkEnds = filter.chunkEnds();
    for (int block = 0; block < filter.blocks(); block++) {
      int weightsAt = filter.weightsAt(block);
      int endsAt = filter.chunkEndsAt(block);
      int to = sumsAt + filter.firstChannel(block);
      boolean wide = filter.blockVectors(block) == PairTile.VECTORS;
      int row = 0;
      if (wide) {
        // The weights of a block are used for all rows before those of the next are fetched.
        for (; row + 1 < rows; row += 2) {
          int from = rowsAt + row * rowStep;
          int at = to + row * sumsStep;
          for (int vector = 0; vector < PairTile.VECTORS; vector += 2) {
            PairTile.twoRows(
                space,
                from,
                rowStep,
                pairs,
                weights,
                weightsAt + vector * ELEMENTS,
                chunkEnds,
                endsAt,
                space,
                at + vector * CHANNELS,
                sumsStep);
          }
        }
      }
      for (; row < rows; row++) {
        int from = rowsAt + row * rowStep;
        int at = to + row * sumsStep;
        if (wide) {
          PairTile.wide(space, from, pairs, weights, weightsAt, chunkEnds, endsAt, space, at);
        } else {
          PairTile.narrow(space, from, pairs, weights, weightsAt, chunkEnds, endsAt, space, at);
        }
      }
    }
  }

  /** Adds the same number to all of {@code count} sums. */
  static void add(float[] sums, int at, int count, int number) {
    for (int i = at; i < at + count; i++) {
      sums[i] = Float.intBitsToFloat(Float.floatToRawIntBits(sums[i]) + number);
    }
  }
}
