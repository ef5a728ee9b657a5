/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.CHANNELS;
import static org.tflm4j.kernels.vector.support.PairLanes.ELEMENTS;

/**
 * The products of some rows and the filter of a dense layer. The weights of a block are used for
 * all rows before those of the next block are fetched.
 */
public final class DenseProduct {
  private DenseProduct() {}

  /**
   * Computes the sums of all channels for some rows of INT8 inputs.
   *
   * @param space holds the rows, see {@link PairedRows}, and takes the sums, ints as the bits of
   *     floats: for each row {@link DenseBlocks#paddedChannels()}
   * @param rowsAt where the first row begins; the others follow
   * @param rows how many there are
   * @param sumsAt where the sums of the first row begin
   * @param sumsStep from the sums of a row to those of the next
   */
  public static void multiply(
      PairedFilter filter, float[] space, int rowsAt, int rows, int sumsAt, int sumsStep) {
    int pairs = filter.pairs();
    byte[] weights = filter.weights();
    int[] ends = filter.chunkEnds();
    DenseBlocks blocks = filter.blocks();
    for (int block = 0; block < blocks.count(); block++) {
      int weightsAt = filter.weightsAt(block);
      int endsAt = filter.chunkEndsAt(block);
      boolean wide = blocks.isWide(block);
      int from = rowsAt;
      int to = sumsAt + blocks.firstChannel(block);
      int row = 0;
      for (; wide && row + 1 < rows; row += 2, from += 2 * pairs, to += 2 * sumsStep) {
        for (int vector = 0; vector < DenseBlocks.WIDE; vector += 2) {
          int at = weightsAt + vector * ELEMENTS;
          int sums = to + vector * CHANNELS;
          PairTile.twoRows(
              space, from, pairs, pairs, weights, at, ends, endsAt, space, sums, sumsStep);
        }
      }
      for (; row < rows; row++, from += pairs, to += sumsStep) {
        if (wide) {
          PairTile.wide(space, from, pairs, weights, weightsAt, ends, endsAt, space, to);
        } else {
          PairTile.narrow(space, from, pairs, weights, weightsAt, ends, endsAt, space, to);
        }
      }
    }
  }

  /**
   * Computes the sums of all channels for some rows of floats.
   *
   * @param space holds the rows and takes the sums, for each row {@link
   *     DenseBlocks#paddedChannels()}
   * @param rowsAt where the first row begins; the others follow
   * @param rows how many there are
   * @param sumsAt where the sums of the first row begin
   * @param sumsStep from the sums of a row to those of the next
   */
  public static void multiply(
      FloatDenseFilter filter, float[] space, int rowsAt, int rows, int sumsAt, int sumsStep) {
    int depth = filter.depth();
    float[] weights = filter.weights();
    DenseBlocks blocks = filter.blocks();
    for (int block = 0; block < blocks.count(); block++) {
      int weightsAt = filter.weightsAt(block);
      boolean wide = blocks.isWide(block);
      int from = rowsAt;
      int to = sumsAt + blocks.firstChannel(block);
      int row = 0;
      for (; wide && row + 1 < rows; row += 2, from += 2 * depth, to += 2 * sumsStep) {
        FloatDenseTile.twoRows(space, from, depth, depth, weights, weightsAt, space, to, sumsStep);
      }
      for (; row < rows; row++, from += depth, to += sumsStep) {
        if (wide) {
          FloatDenseTile.wide(space, from, depth, weights, weightsAt, space, to);
        } else {
          FloatDenseTile.narrow(space, from, depth, weights, weightsAt, space, to);
        }
      }
    }
  }
}
