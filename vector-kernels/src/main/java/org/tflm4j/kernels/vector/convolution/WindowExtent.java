/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;

/**
 * How much of the input a rectangle of output pixels sees, padding included, and how large
 * rectangles are.
 *
 * @param depth channels that are widened at a time
 */
record WindowExtent(Window window, int depth) {
  /** Floats that stay in the second-level cache beside a filter. */
  private static final int FLOATS = 16 * 1024;

  /** Fewer columns than these leave tiles idle. */
  private static final int FEWEST_COLUMNS = 8;

  /** Returns the input rows that some output rows see. */
  long height(int outputRows) {
    return (outputRows - 1L) * window.strideHeight()
        + (window.filterHeight() - 1L) * window.dilationHeight()
        + 1;
  }

  /** Returns the input columns that some output columns see. */
  long width(int outputColumns) {
    return (outputColumns - 1L) * window.strideWidth()
        + (window.filterWidth() - 1L) * window.dilationWidth()
        + 1;
  }

  /** Returns the elements that a rectangle sees; there may be more than fit an int. */
  double floats(int outputRows, int outputColumns) {
    return (double) height(outputRows) * width(outputColumns) * depth;
  }

  /**
   * Returns the columns of a rectangle: all, or a fraction of them where rows are long.
   *
   * @param output NHWC
   * @param pixels output pixels of a rectangle
   */
  int columns(Shape output, int pixels) {
    int width = output.dimension(2);
    while (width > FEWEST_COLUMNS && (width > 2 * pixels || floats(1, width) > FLOATS)) {
      width = Math.max(FEWEST_COLUMNS, width / 2);
    }
    return width;
  }

  /**
   * Returns the rows of a rectangle: one, or several where rows are whole and short.
   *
   * @param output NHWC
   * @param columns of a rectangle
   * @param pixels output pixels of a rectangle at most, where rows are not longer
   */
  int rows(Shape output, int columns, int pixels) {
    int height = 1;
    while (columns == output.dimension(2)
        && height < output.dimension(1)
        && (height + 1) * columns <= pixels
        && floats(height + 1, columns) <= FLOATS) {
      height++;
    }
    return height;
  }
}
