/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of dense layers on floats: one or two rows times a block of a {@link
 * FloatDenseFilter}. One row is bound by the bytes of the filter, which these loops read from the
 * first to the last.
 *
 * <p>Every lane adds up its channel's products one after the other, each rounded, as the reference
 * kernel does, so the sums are the same to the last bit. Fused multiply-adds would not be faster
 * where the bytes decide, and their differences grow over the layers of a model.
 */
final class FloatDenseTile {
  private static final int LANES = FLOATS.length();
  private static final int WIDE = DenseBlocks.WIDE * LANES;

  private FloatDenseTile() {}

  /**
   * Computes the sums of one row and a wide block.
   *
   * @param rowAt where the row begins
   * @param depth its elements
   * @param weightsAt where the block begins
   */
  static void wide(
      float[] rows,
      int rowAt,
      int depth,
      float[] weights,
      int weightsAt,
      float[] sums,
      int sumsAt) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int k = 0; k < depth; k++) {
      int at = weightsAt + k * WIDE;
      FloatVector x = FloatVector.broadcast(FLOATS, rows[rowAt + k]);
      s0 = FloatVector.fromArray(FLOATS, weights, at).mul(x).add(s0);
      s1 = FloatVector.fromArray(FLOATS, weights, at + LANES).mul(x).add(s1);
      s2 = FloatVector.fromArray(FLOATS, weights, at + 2 * LANES).mul(x).add(s2);
      s3 = FloatVector.fromArray(FLOATS, weights, at + 3 * LANES).mul(x).add(s3);
    }
    s0.intoArray(sums, sumsAt);
    s1.intoArray(sums, sumsAt + LANES);
    s2.intoArray(sums, sumsAt + 2 * LANES);
    s3.intoArray(sums, sumsAt + 3 * LANES);
  }

  /**
   * Computes the sums of one row and a block of one vector.
   *
   * @param rowAt where the row begins
   * @param depth its elements
   * @param weightsAt where the block begins
   */
  static void narrow(
      float[] rows,
      int rowAt,
      int depth,
      float[] weights,
      int weightsAt,
      float[] sums,
      int sumsAt) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int k = 0; k < depth; k++) {
      FloatVector x = FloatVector.broadcast(FLOATS, rows[rowAt + k]);
      sum = FloatVector.fromArray(FLOATS, weights, weightsAt + k * LANES).mul(x).add(sum);
    }
    sum.intoArray(sums, sumsAt);
  }

  /**
   * Computes the sums of two rows and a wide block.
   *
   * @param rowAt where the first row begins
   * @param rowStep from the first row to the second
   * @param depth their elements
   * @param weightsAt where the block begins
   * @param sumsStep from the sums of the first row to those of the second
   */
  static void twoRows(
      float[] rows,
      int rowAt,
      int rowStep,
      int depth,
      float[] weights,
      int weightsAt,
      float[] sums,
      int sumsAt,
      int sumsStep) {
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s13 = s00;
    for (int k = 0; k < depth; k++) {
      int at = weightsAt + k * WIDE;
      FloatVector x0 = FloatVector.broadcast(FLOATS, rows[rowAt + k]);
      FloatVector x1 = FloatVector.broadcast(FLOATS, rows[rowAt + rowStep + k]);
      FloatVector w = FloatVector.fromArray(FLOATS, weights, at);
      s00 = w.mul(x0).add(s00);
      s10 = w.mul(x1).add(s10);
      w = FloatVector.fromArray(FLOATS, weights, at + LANES);
      s01 = w.mul(x0).add(s01);
      s11 = w.mul(x1).add(s11);
      w = FloatVector.fromArray(FLOATS, weights, at + 2 * LANES);
      s02 = w.mul(x0).add(s02);
      s12 = w.mul(x1).add(s12);
      w = FloatVector.fromArray(FLOATS, weights, at + 3 * LANES);
      s03 = w.mul(x0).add(s03);
      s13 = w.mul(x1).add(s13);
    }
    s00.intoArray(sums, sumsAt);
    s01.intoArray(sums, sumsAt + LANES);
    s02.intoArray(sums, sumsAt + 2 * LANES);
    s03.intoArray(sums, sumsAt + 3 * LANES);
    s10.intoArray(sums, sumsAt + sumsStep);
    s11.intoArray(sums, sumsAt + sumsStep + LANES);
    s12.intoArray(sums, sumsAt + sumsStep + 2 * LANES);
    s13.intoArray(sums, sumsAt + sumsStep + 3 * LANES);
  }
}
