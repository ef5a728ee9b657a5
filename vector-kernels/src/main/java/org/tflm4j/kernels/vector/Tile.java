/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.Int8Lanes.SUM_BYTES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.tensor.LittleEndian;

/**
 * The innermost loops of convolution: a few rows (output pixels) times a few vectors of output
 * channels, all accumulators in registers. They stay this small because vectors are boxed when a
 * compilation grows beyond HotSpot's limits.
 *
 * <p>Rows are widened inputs, floats in a {@code byte[]}. What one row multiplies with the filter
 * is a sequence of {@code segments} runs of {@code length} floats, {@code segmentStep} bytes apart:
 * the rows of a window, or its taps. The filter is packed, see {@link PackedFilter}. Sums are
 * written as ints, [row][channels of the block].
 */
final class Tile {
  /** Rows of a tile. */
  static final int ROWS = 4;

  private static final int LANES = FLOATS.length();

  private Tile() {}

  /**
   * Computes the sums of up to {@link #ROWS} rows and one block of channels.
   *
   * @param rows holds the widened inputs
   * @param rowAt where the first run of the first row begins, in bytes
   * @param rowStep from one row to the next, in bytes
   * @param count how many rows there are, 1 to ROWS; the others repeat the first
   * @param vectors vectors of output channels in the block
   * @param add true to add to the sums that are there
   */
  static void multiply(
      byte[] rows,
      int rowAt,
      int rowStep,
      int count,
      int segments,
      int segmentStep,
      int length,
      float[] filter,
      int filterAt,
      int vectors,
      byte[] sums,
      int sumsAt,
      boolean add) {
    int at1 = rowAt + (count > 1 ? rowStep : 0);
    int at2 = rowAt + (count > 2 ? 2 * rowStep : 0);
    int at3 = rowAt + (count > 3 ? 3 * rowStep : 0);
    switch (vectors) {
      case 4 ->
          by4(
              rows,
              rowAt,
              at1,
              at2,
              at3,
              segments,
              segmentStep,
              length,
              filter,
              filterAt,
              sums,
              sumsAt,
              add);
      case 3 -> {
        by2(
            rows,
            rowAt,
            at1,
            at2,
            at3,
            segments,
            segmentStep,
            length,
            filter,
            filterAt,
            3,
            sums,
            sumsAt,
            add);
        by1(
            rows,
            rowAt,
            at1,
            at2,
            at3,
            segments,
            segmentStep,
            length,
            filter,
            filterAt + 2 * LANES,
            3,
            sums,
            sumsAt + 2 * SUM_BYTES.length(),
            add);
      }
      case 2 ->
          by2(
              rows,
              rowAt,
              at1,
              at2,
              at3,
              segments,
              segmentStep,
              length,
              filter,
              filterAt,
              2,
              sums,
              sumsAt,
              add);
      default ->
          by1(
              rows,
              rowAt,
              at1,
              at2,
              at3,
              segments,
              segmentStep,
              length,
              filter,
              filterAt,
              1,
              sums,
              sumsAt,
              add);
    }
  }

  private static void by4(
      byte[] rows,
      int at0,
      int at1,
      int at2,
      int at3,
      int segments,
      int segmentStep,
      int length,
      float[] filter,
      int filterAt,
      byte[] sums,
      int sumsAt,
      boolean add) {
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s13 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s23 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s32 = s00;
    FloatVector s33 = s00;
    int f = filterAt;
    for (int segment = 0; segment < segments; segment++) {
      int shift = segment * segmentStep;
      for (int k = 0; k < length; k++, f += 4 * LANES) {
        int at = shift + 4 * k;
        FloatVector w0 = FloatVector.fromArray(FLOATS, filter, f);
        FloatVector w1 = FloatVector.fromArray(FLOATS, filter, f + LANES);
        FloatVector w2 = FloatVector.fromArray(FLOATS, filter, f + 2 * LANES);
        FloatVector w3 = FloatVector.fromArray(FLOATS, filter, f + 3 * LANES);
        FloatVector x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at0 + at));
        s00 = w0.fma(x, s00);
        s01 = w1.fma(x, s01);
        s02 = w2.fma(x, s02);
        s03 = w3.fma(x, s03);
        x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at1 + at));
        s10 = w0.fma(x, s10);
        s11 = w1.fma(x, s11);
        s12 = w2.fma(x, s12);
        s13 = w3.fma(x, s13);
        x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at2 + at));
        s20 = w0.fma(x, s20);
        s21 = w1.fma(x, s21);
        s22 = w2.fma(x, s22);
        s23 = w3.fma(x, s23);
        x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at3 + at));
        s30 = w0.fma(x, s30);
        s31 = w1.fma(x, s31);
        s32 = w2.fma(x, s32);
        s33 = w3.fma(x, s33);
      }
    }
    store(s00, sums, sumsAt, 0, add);
    store(s01, sums, sumsAt, 1, add);
    store(s02, sums, sumsAt, 2, add);
    store(s03, sums, sumsAt, 3, add);
    store(s10, sums, sumsAt, 4, add);
    store(s11, sums, sumsAt, 5, add);
    store(s12, sums, sumsAt, 6, add);
    store(s13, sums, sumsAt, 7, add);
    store(s20, sums, sumsAt, 8, add);
    store(s21, sums, sumsAt, 9, add);
    store(s22, sums, sumsAt, 10, add);
    store(s23, sums, sumsAt, 11, add);
    store(s30, sums, sumsAt, 12, add);
    store(s31, sums, sumsAt, 13, add);
    store(s32, sums, sumsAt, 14, add);
    store(s33, sums, sumsAt, 15, add);
  }

  /** As {@link #by4}; a block of {@code width} vectors, of which this computes two. */
  private static void by2(
      byte[] rows,
      int at0,
      int at1,
      int at2,
      int at3,
      int segments,
      int segmentStep,
      int length,
      float[] filter,
      int filterAt,
      int width,
      byte[] sums,
      int sumsAt,
      boolean add) {
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
      for (int k = 0; k < length; k++, f += width * LANES) {
        int at = shift + 4 * k;
        FloatVector w0 = FloatVector.fromArray(FLOATS, filter, f);
        FloatVector w1 = FloatVector.fromArray(FLOATS, filter, f + LANES);
        FloatVector x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at0 + at));
        s00 = w0.fma(x, s00);
        s01 = w1.fma(x, s01);
        x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at1 + at));
        s10 = w0.fma(x, s10);
        s11 = w1.fma(x, s11);
        x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at2 + at));
        s20 = w0.fma(x, s20);
        s21 = w1.fma(x, s21);
        x = FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at3 + at));
        s30 = w0.fma(x, s30);
        s31 = w1.fma(x, s31);
      }
    }
    store(s00, sums, sumsAt, 0, add);
    store(s01, sums, sumsAt, 1, add);
    store(s10, sums, sumsAt, width, add);
    store(s11, sums, sumsAt, width + 1, add);
    store(s20, sums, sumsAt, 2 * width, add);
    store(s21, sums, sumsAt, 2 * width + 1, add);
    store(s30, sums, sumsAt, 3 * width, add);
    store(s31, sums, sumsAt, 3 * width + 1, add);
  }

  /** As {@link #by4}; a block of {@code width} vectors, of which this computes one. */
  private static void by1(
      byte[] rows,
      int at0,
      int at1,
      int at2,
      int at3,
      int segments,
      int segmentStep,
      int length,
      float[] filter,
      int filterAt,
      int width,
      byte[] sums,
      int sumsAt,
      boolean add) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int f = filterAt;
    for (int segment = 0; segment < segments; segment++) {
      int shift = segment * segmentStep;
      for (int k = 0; k < length; k++, f += width * LANES) {
        int at = shift + 4 * k;
        FloatVector w = FloatVector.fromArray(FLOATS, filter, f);
        s0 = w.fma(FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at0 + at)), s0);
        s1 = w.fma(FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at1 + at)), s1);
        s2 = w.fma(FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at2 + at)), s2);
        s3 = w.fma(FloatVector.broadcast(FLOATS, LittleEndian.getFloat(rows, at3 + at)), s3);
      }
    }
    store(s0, sums, sumsAt, 0, add);
    store(s1, sums, sumsAt, width, add);
    store(s2, sums, sumsAt, 2 * width, add);
    store(s3, sums, sumsAt, 3 * width, add);
  }

  /** Stores the exact sums of one accumulator as ints. */
  private static void store(FloatVector sum, byte[] sums, int sumsAt, int slot, boolean add) {
    int at = sumsAt + slot * SUM_BYTES.length();
    IntVector ints = (IntVector) sum.convert(VectorOperators.F2I, 0);
    if (add) {
      ints = ints.add(ByteVector.fromArray(SUM_BYTES, sums, at).reinterpretAsInts());
    }
    ints.reinterpretAsBytes().intoArray(sums, at);
  }
}
