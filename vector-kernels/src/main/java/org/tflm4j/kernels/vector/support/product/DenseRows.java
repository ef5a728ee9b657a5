/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

/**
 * How a dense layer walks over the rows of its input: how many it keeps in the work space at a
 * time, first all rows, widened, then their sums.
 */
public final class DenseRows {
  /**
   * Rows at a time at most. More share the fetched weights and the tables of the requantization,
   * until they leave the caches themselves.
   */
  private static final int MAX_ROWS = 32;

  /** Floats that several rows may take; a single row may take more. */
  private static final int MAX_FLOATS = 1 << 15;

  private final int atATime;
  private final int rowFloats;
  private final int rowSums;

  /**
   * Plans the walk.
   *
   * @param rows of the input
   * @param rowFloats that a widened row takes
   * @param rowSums sums of a row, padded to whole vectors
   */
  public DenseRows(int rows, int rowFloats, int rowSums) {
    this.rowFloats = rowFloats;
    this.rowSums = rowSums;
    int fitting = Math.max(1, MAX_FLOATS / Math.addExact(rowFloats, rowSums));
    this.atATime = Math.min(rows, Math.min(fitting, MAX_ROWS));
  }

  /** Returns how many rows are worked on at a time. */
  public int atATime() {
    return atATime;
  }

  /** Returns where the sums begin. */
  public int sumsAt() {
    return atATime * rowFloats;
  }

  /** Returns the floats of work space needed. */
  public int floats() {
    return atATime * (rowFloats + rowSums);
  }
}
