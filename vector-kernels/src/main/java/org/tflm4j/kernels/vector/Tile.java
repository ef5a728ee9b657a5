/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of convolution: a few rows (output pixels) times a few vectors of output
 * channels, all accumulators in registers. They stay this small because vectors are boxed when a
 * compilation grows beyond HotSpot's limits.
 *
 * <p>Rows are widened inputs, floats. What one row multiplies with the filter is a sequence of
 * {@code segments} runs of {@code length} floats, {@code segmentStep} floats apart: the rows of a
 * window, or its taps. The filter is packed, see {@link PackedFilter}. Sums are written as floats,
 * [row][channels of the block].
 */
final class Tile {
  /** Rows of a tile. */
  static final int ROWS = 4;

  /**
   * Vectors of output channels of a tile. 4 x 2 accumulators hide the latency of the multiply-adds
   * and take 6 loads for 8 of them; 4 x 4 would need fewer loads, but its compilation passes
   * HotSpot's limit of nodes and vectors are boxed.
   */
  static final int VECTORS = 2;

  private static final int LANES = FLOATS.length();

  private Tile() {}

  /**
   * Computes the sums of up to {@link #ROWS} rows and one block of channels.
   *
   * @param rows holds the widened inputs
   * @param rowAt where the first run of the first row begins
   * @param rowStep from one row to the next
   * @param count how many rows there are, 1 to ROWS; the others repeat the first
   */
  static void multiply(
      float[] rows,
      int rowAt,
      int rowStep,
      int count,
      int segments,
      int segmentStep,
      int length,
      float[] filter,
      int filterAt,
      float[] sums,
      int sumsAt) {
    int at0 = rowAt;
    int at1 = rowAt + (count > 1 ? rowStep : 0);
    int at2 = rowAt + (count > 2 ? 2 * rowStep : 0);
    int at3 = rowAt + (count > 3 ? 3 * rowStep : 0);
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int f = filterAt;
    for (int segment = 0; segment < segments; segment++) {
      int shift = segment * segmentStep;
      for (int k = 0; k < length; k++, f += VECTORS * LANES) {
        int at = shift + k;
        FloatVector w0 = FloatVector.fromArray(FLOATS, filter, f);
        FloatVector w1 = FloatVector.fromArray(FLOATS, filter, f + LANES);
        FloatVector x = FloatVector.broadcast(FLOATS, rows[at0 + at]);
        s00 = w0.fma(x, s00);
        s01 = w1.fma(x, s01);
        x = FloatVector.broadcast(FLOATS, rows[at1 + at]);
        s10 = w0.fma(x, s10);
        s11 = w1.fma(x, s11);
        x = FloatVector.broadcast(FLOATS, rows[at2 + at]);
        s20 = w0.fma(x, s20);
        s21 = w1.fma(x, s21);
        x = FloatVector.broadcast(FLOATS, rows[at3 + at]);
        s30 = w0.fma(x, s30);
        s31 = w1.fma(x, s31);
      }
    }
    s00.intoArray(sums, sumsAt);
    s01.intoArray(sums, sumsAt + 1 * LANES);
    s10.intoArray(sums, sumsAt + 2 * LANES);
    s11.intoArray(sums, sumsAt + 3 * LANES);
    s20.intoArray(sums, sumsAt + 4 * LANES);
    s21.intoArray(sums, sumsAt + 5 * LANES);
    s30.intoArray(sums, sumsAt + 6 * LANES);
    s31.intoArray(sums, sumsAt + 7 * LANES);
  }
}
