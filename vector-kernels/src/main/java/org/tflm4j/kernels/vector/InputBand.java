/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * The part of the input that a rectangle of output pixels sees, widened to floats, with the zero
 * point where windows are outside the image: [rows][columns][depth]. Convolutions compute their
 * output a rectangle at a time, whole rows where they are not too wide.
 */
final class InputBand {
  /** Floats of a band that stay in the second-level cache beside a filter. */
  private static final int FLOATS = 16 * 1024;

  /** Fewer columns than these leave tiles idle. */
  private static final int FEWEST_COLUMNS = 8;

  private final Window window;
  private final int inputHeight;
  private final int inputWidth;
  private final int inputDepth;
  private final int repetitions;
  private final int depth;
  private final int outputHeight;
  private final int outputWidth;
  private final float zeroPoint;
  private final int rows;
  private final int columns;

  /** For each row of the band if some window sees it; not so between the taps of a dilated one. */
  private final boolean[] seen;

  /**
   * Plans the bands of an operator.
   *
   * @param input NHWC
   * @param output NHWC
   * @param repetitions how often each input channel is repeated, the depth multiplier of depthwise
   *     convolutions
   * @param depth channels of a band: all, or a slice of them
   * @param pixels output pixels of a rectangle at most, where rows are not longer
   */
  InputBand(
      Window window,
      Shape input,
      Shape output,
      int repetitions,
      int depth,
      int pixels,
      int zeroPoint) {
    this.window = window;
    this.inputHeight = input.dimension(1);
    this.inputWidth = input.dimension(2);
    this.inputDepth = input.dimension(3);
    this.repetitions = repetitions;
    this.depth = depth;
    this.outputHeight = output.dimension(1);
    this.outputWidth = output.dimension(2);
    this.zeroPoint = zeroPoint;
    int width = outputWidth;
    while (width > FEWEST_COLUMNS && (width > 2 * pixels || floats(1, width) > FLOATS)) {
      width = Math.max(FEWEST_COLUMNS, width / 2);
    }
    int height = 1;
    while (width == outputWidth
        && height < outputHeight
        && (height + 1) * width <= pixels
        && floats(height + 1, width) <= FLOATS) {
      height++;
    }
    this.columns = width;
    this.rows = height;
    this.seen = new boolean[fits() ? (int) height(rows) : 0];
    for (int row = 0; row < rows; row++) {
      for (int filterY = 0; filterY < window.filterHeight() && seen.length > 0; filterY++) {
        seen[row * window.strideHeight() + filterY * window.dilationHeight()] = true;
      }
    }
  }

  /** Returns the height of a band for some output rows. */
  private long height(int outputRows) {
    return (outputRows - 1L) * window.strideHeight()
        + (window.filterHeight() - 1L) * window.dilationHeight()
        + 1;
  }

  /** Returns the width of a band for some output columns. */
  private long width(int outputColumns) {
    return (outputColumns - 1L) * window.strideWidth()
        + (window.filterWidth() - 1L) * window.dilationWidth()
        + 1;
  }

  private double floats(int outputRows, int outputColumns) {
    return (double) height(outputRows) * width(outputColumns) * depth;
  }

  /** Returns true if a band takes no more memory than a kernel may ask for. */
  boolean fits() {
    return Math.max((double) height(rows), floats(rows, columns)) <= Int8Lanes.MAX_BAND_FLOATS;
  }

  /** Returns the floats of a band. */
  int floats() {
    return (int) floats(rows, columns);
  }

  /** Returns the channels of the band. */
  int depth() {
    return depth;
  }

  /** Returns the floats of a row of the band. */
  int rowFloats() {
    return (int) width(columns) * depth;
  }

  /** Returns the output rows of a rectangle. */
  int rows() {
    return rows;
  }

  /** Returns the output columns of a rectangle. */
  int columns() {
    return columns;
  }

  /** Returns where the window of each output pixel of a rectangle begins in the band. */
  int[] pixels() {
    int[] pixels = new int[rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / columns * window.strideHeight();
      int column = i % columns * window.strideWidth();
      pixels[i] = row * rowFloats() + column * depth;
    }
    return pixels;
  }

  /** Returns where the taps of a window begin, counted from the window's beginning, row by row. */
  int[] taps() {
    int[] taps = new int[window.filterHeight() * window.filterWidth()];
    for (int i = 0; i < taps.length; i++) {
      int row = i / window.filterWidth() * window.dilationHeight();
      int column = i % window.filterWidth() * window.dilationWidth();
      taps[i] = row * rowFloats() + column * depth;
    }
    return taps;
  }

  /**
   * Widens what a rectangle of output pixels sees to the beginning of {@code band}.
   *
   * @param outY the first output row
   * @param outX the first output column
   * @param count output rows, at most {@link #rows}
   * @param channel the first channel
   */
  void widen(Tensor input, int batch, int outY, int outX, int count, int channel, float[] band) {
    int width = rowFloats() / depth;
    int firstX = outX * window.strideWidth() - window.paddingLeft();
    int left = Math.min(Math.max(0, -firstX), width);
    int inside = Math.max(0, Math.min(inputWidth - Math.max(firstX, 0), width - left));
    int right = width - left - inside;
    int firstY = outY * window.strideHeight() - window.paddingTop();
    int height = (int) height(count);
    for (int row = 0; row < height; row++) {
      int inY = firstY + row;
      int at = row * rowFloats();
      if (!seen[row]) {
        continue;
      }
      if (inY < 0 || inY >= inputHeight || inside == 0) {
        WidenedRows.fill(band, at, rowFloats(), zeroPoint);
      } else {
        int pixel = (batch * inputHeight + inY) * inputWidth + Math.max(firstX, 0);
        int from = input.offset() + pixel * inputDepth;
        WidenedRows.fill(band, at, left * depth, zeroPoint);
        at += left * depth;
        widenPixels(input.data(), from, channel, band, at, inside);
        at += inside * depth;
        WidenedRows.fill(band, at, right * depth, zeroPoint);
      }
    }
  }

  private void widenPixels(byte[] input, int from, int channel, float[] band, int at, int pixels) {
    if (repetitions == 1 && depth == inputDepth) {
      WidenedRows.widenRun(input, from, band, at, pixels * depth);
    } else if (repetitions == 1 && depth == Int8Lanes.LANES) {
      WidenedRows.widenUnits(input, from + channel, inputDepth, band, at, pixels);
    } else {
      for (int pixel = 0; pixel < pixels; pixel++) {
        for (int i = 0; i < depth; i++) {
          band[at + pixel * depth + i] =
              input[from + pixel * inputDepth + (channel + i) / repetitions];
        }
      }
    }
  }
}
