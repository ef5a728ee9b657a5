/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.CHANNELS;
import static org.tflm4j.kernels.vector.support.PairLanes.ELEMENTS;
import static org.tflm4j.kernels.vector.support.PairLanes.FIRST_SUMS;
import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;
import static org.tflm4j.kernels.vector.support.PairLanes.INTS;
import static org.tflm4j.kernels.vector.support.PairLanes.LOWER_OFFSET;
import static org.tflm4j.kernels.vector.support.PairLanes.widen;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The innermost loops of dense layers: one or two rows of widened inputs, see {@link PairedRows},
 * times up to {@link DenseBlocks#WIDE} vectors of output channels of a {@link PairedFilter}.
 *
 * <p>Products add up in 16-bit lanes: the first halves of the pairs of a channel in the lower half
 * of its 32-bit lane, the second ones in the upper half. At the end of each chunk, which the filter
 * planned so that no 16-bit sum overflows, they are added to 32-bit sums of two kinds: the lanes as
 * they are, {@code upper * 2^16 + lower + LOWER_OFFSET}, and their upper halves alone. From these
 * two the sum over both halves follows, exactly, or modulo 2^32 where the reference kernel's sum
 * wraps as well. Sums are written as ints in the bits of floats.
 *
 * <p>The loops are not nested, since a loop over the few pairs of a chunk costs more to enter than
 * a test in each turn; and no tile is larger than this, since HotSpot boxes the vectors of larger
 * ones.
 */
final class PairTile {
  private static final int WIDE = DenseBlocks.WIDE * ELEMENTS;

  private PairTile() {}

  /**
   * Computes the sums of one row and a wide block.
   *
   * @param rows holds the widened inputs
   * @param rowAt where the row begins
   * @param pairs how many there are
   * @param weightsAt where the block begins in the weights
   * @param chunkEndsAt where the block's begin in the ends of chunks
   */
  static void wide(
      float[] rows,
      int rowAt,
      int pairs,
      byte[] weights,
      int weightsAt,
      int[] chunkEnds,
      int chunkEndsAt,
      float[] sums,
      int sumsAt) {
    ShortVector first = FIRST_SUMS.reinterpretAsShorts();
    ShortVector s0 = first;
    ShortVector s1 = first;
    ShortVector s2 = first;
    ShortVector s3 = first;
    IntVector all0 = IntVector.zero(INTS);
    IntVector upper0 = all0;
    IntVector all1 = all0;
    IntVector upper1 = all0;
    IntVector all2 = all0;
    IntVector upper2 = all0;
    IntVector all3 = all0;
    IntVector upper3 = all0;
    int chunk = chunkEndsAt;
    int chunkEnd = chunkEnds[chunk];
    for (int pair = 0; pair < pairs; pair++) {
      ShortVector x = FloatVector.broadcast(FLOATS, rows[rowAt + pair]).reinterpretAsShorts();
      int at = weightsAt + pair * WIDE;
      s0 = widen(weights, at).mul(x).add(s0);
      s1 = widen(weights, at + ELEMENTS).mul(x).add(s1);
      s2 = widen(weights, at + 2 * ELEMENTS).mul(x).add(s2);
      s3 = widen(weights, at + 3 * ELEMENTS).mul(x).add(s3);
      if (pair == chunkEnd) {
        chunkEnd = chunkEnds[++chunk];
        IntVector c0 = s0.reinterpretAsInts();
        all0 = c0.add(all0);
        upper0 = c0.lanewise(VectorOperators.ASHR, 16).add(upper0);
        s0 = first;
        IntVector c1 = s1.reinterpretAsInts();
        all1 = c1.add(all1);
        upper1 = c1.lanewise(VectorOperators.ASHR, 16).add(upper1);
        s1 = first;
        IntVector c2 = s2.reinterpretAsInts();
        all2 = c2.add(all2);
        upper2 = c2.lanewise(VectorOperators.ASHR, 16).add(upper2);
        s2 = first;
        IntVector c3 = s3.reinterpretAsInts();
        all3 = c3.add(all3);
        upper3 = c3.lanewise(VectorOperators.ASHR, 16).add(upper3);
        s3 = first;
      }
    }
    int offset = (chunk - chunkEndsAt) * LOWER_OFFSET;
    all0.sub(upper0.lanewise(VectorOperators.LSHL, 16))
        .add(upper0)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt);
    all1.sub(upper1.lanewise(VectorOperators.LSHL, 16))
        .add(upper1)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt + CHANNELS);
    all2.sub(upper2.lanewise(VectorOperators.LSHL, 16))
        .add(upper2)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt + 2 * CHANNELS);
    all3.sub(upper3.lanewise(VectorOperators.LSHL, 16))
        .add(upper3)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt + 3 * CHANNELS);
  }

  /**
   * Computes the sums of one row and a block of one vector.
   *
   * @param rows holds the widened inputs
   * @param rowAt where the row begins
   * @param pairs how many there are
   * @param weightsAt where the block begins in the weights
   * @param chunkEndsAt where the block's begin in the ends of chunks
   */
  static void narrow(
      float[] rows,
      int rowAt,
      int pairs,
      byte[] weights,
      int weightsAt,
      int[] chunkEnds,
      int chunkEndsAt,
      float[] sums,
      int sumsAt) {
    ShortVector first = FIRST_SUMS.reinterpretAsShorts();
    ShortVector s0 = first;
    IntVector all0 = IntVector.zero(INTS);
    IntVector upper0 = all0;
    int chunk = chunkEndsAt;
    int chunkEnd = chunkEnds[chunk];
    for (int pair = 0; pair < pairs; pair++) {
      ShortVector x = FloatVector.broadcast(FLOATS, rows[rowAt + pair]).reinterpretAsShorts();
      s0 = widen(weights, weightsAt + pair * ELEMENTS).mul(x).add(s0);
      if (pair == chunkEnd) {
        chunkEnd = chunkEnds[++chunk];
        IntVector c0 = s0.reinterpretAsInts();
        all0 = c0.add(all0);
        upper0 = c0.lanewise(VectorOperators.ASHR, 16).add(upper0);
        s0 = first;
      }
    }
    int offset = (chunk - chunkEndsAt) * LOWER_OFFSET;
    all0.sub(upper0.lanewise(VectorOperators.LSHL, 16))
        .add(upper0)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt);
  }

  /**
   * Computes the sums of two rows and two vectors of a wide block.
   *
   * @param rows holds the widened inputs
   * @param rowAt where the first row begins
   * @param rowStep from the first row to the second
   * @param pairs how many there are
   * @param weightsAt where the first of the two vectors begins in the weights
   * @param chunkEndsAt where the block's begin in the ends of chunks
   * @param sumsStep from the sums of the first row to those of the second
   */
  static void twoRows(
      float[] rows,
      int rowAt,
      int rowStep,
      int pairs,
      byte[] weights,
      int weightsAt,
      int[] chunkEnds,
      int chunkEndsAt,
      float[] sums,
      int sumsAt,
      int sumsStep) {
    ShortVector first = FIRST_SUMS.reinterpretAsShorts();
    ShortVector s0 = first;
    ShortVector s1 = first;
    ShortVector s2 = first;
    ShortVector s3 = first;
    IntVector all0 = IntVector.zero(INTS);
    IntVector upper0 = all0;
    IntVector all1 = all0;
    IntVector upper1 = all0;
    IntVector all2 = all0;
    IntVector upper2 = all0;
    IntVector all3 = all0;
    IntVector upper3 = all0;
    int chunk = chunkEndsAt;
    int chunkEnd = chunkEnds[chunk];
    for (int pair = 0; pair < pairs; pair++) {
      int at = weightsAt + pair * WIDE;
      ShortVector w0 = widen(weights, at);
      ShortVector w1 = widen(weights, at + ELEMENTS);
      ShortVector x = FloatVector.broadcast(FLOATS, rows[rowAt + pair]).reinterpretAsShorts();
      s0 = w0.mul(x).add(s0);
      s1 = w1.mul(x).add(s1);
      x = FloatVector.broadcast(FLOATS, rows[rowAt + rowStep + pair]).reinterpretAsShorts();
      s2 = w0.mul(x).add(s2);
      s3 = w1.mul(x).add(s3);
      if (pair == chunkEnd) {
        chunkEnd = chunkEnds[++chunk];
        IntVector c0 = s0.reinterpretAsInts();
        all0 = c0.add(all0);
        upper0 = c0.lanewise(VectorOperators.ASHR, 16).add(upper0);
        s0 = first;
        IntVector c1 = s1.reinterpretAsInts();
        all1 = c1.add(all1);
        upper1 = c1.lanewise(VectorOperators.ASHR, 16).add(upper1);
        s1 = first;
        IntVector c2 = s2.reinterpretAsInts();
        all2 = c2.add(all2);
        upper2 = c2.lanewise(VectorOperators.ASHR, 16).add(upper2);
        s2 = first;
        IntVector c3 = s3.reinterpretAsInts();
        all3 = c3.add(all3);
        upper3 = c3.lanewise(VectorOperators.ASHR, 16).add(upper3);
        s3 = first;
      }
    }
    int offset = (chunk - chunkEndsAt) * LOWER_OFFSET;
    all0.sub(upper0.lanewise(VectorOperators.LSHL, 16))
        .add(upper0)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt);
    all1.sub(upper1.lanewise(VectorOperators.LSHL, 16))
        .add(upper1)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt + CHANNELS);
    all2.sub(upper2.lanewise(VectorOperators.LSHL, 16))
        .add(upper2)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt + sumsStep);
    all3.sub(upper3.lanewise(VectorOperators.LSHL, 16))
        .add(upper3)
        .sub(offset)
        .reinterpretAsFloats()
        .intoArray(sums, sumsAt + sumsStep + CHANNELS);
  }
}
