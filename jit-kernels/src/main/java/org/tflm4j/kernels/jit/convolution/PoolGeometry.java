/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;

/**
 * How an INT8 pooling walks over one image: everything that its code depends on.
 *
 * @param average true for averages, false for largest elements
 * @param window with dilation 1
 * @param imageRows input rows
 * @param imageWidth pixels of an input row
 * @param depth channels
 * @param rows output rows
 * @param pixels output pixels of a row
 */
record PoolGeometry(
    boolean average,
    Window window,
    int imageRows,
    int imageWidth,
    int depth,
    int rows,
    int pixels) {
  /** Bytes of an entry of a table: two numbers. */
  static final int ENTRY = 2 * Integer.BYTES;

  /** Where the tables begin; the least and the greatest output stand before them. */
  private static final int TABLES = 8;

  static PoolGeometry of(boolean average, Window window, Shape input, Shape output) {
    return new PoolGeometry(
        average,
        window,
        input.dimension(1),
        input.dimension(2),
        input.dimension(3),
        output.dimension(1),
        output.dimension(2));
  }

  /** Returns the first input row of an output row. */
  int firstRow(int row) {
    return Math.max(0, row * window.strideHeight() - window.paddingTop());
  }

  /** Returns the input rows of an output row that lie inside the image. */
  int tapRows(int row) {
    int origin = row * window.strideHeight() - window.paddingTop();
    return Math.min(window.filterHeight(), imageRows - origin) - (firstRow(row) - origin);
  }

  /** Returns the first input column of an output column. */
  int firstColumn(int column) {
    return Math.max(0, column * window.strideWidth() - window.paddingLeft());
  }

  /** Returns the input columns of an output column that lie inside the image. */
  int tapColumns(int column) {
    int origin = column * window.strideWidth() - window.paddingLeft();
    return Math.min(window.filterWidth(), imageWidth - origin) - (firstColumn(column) - origin);
  }

  /** Returns the most taps inside the image that a window can have. */
  long mostTaps() {
    return (long) Math.min(window.filterHeight(), imageRows)
        * Math.min(window.filterWidth(), imageWidth);
  }

  int imageRowBytes() {
    return imageWidth * depth;
  }

  /** Where the table of output rows begins: where their input begins, in bytes, and its rows. */
  int rowsAt() {
    return TABLES;
  }

  /** Where the table of output columns begins, likewise. */
  int columnsAt() {
    return rowsAt() + ENTRY * rows;
  }

  /** Where the table of counts of taps begins: for averages what is added, and the reciprocal. */
  int countsAt() {
    return columnsAt() + ENTRY * pixels;
  }

  /** Returns the bytes of all tables. */
  long tableBytes() {
    return countsAt() + (average ? ENTRY * (mostTaps() + 1) : 0);
  }
}
