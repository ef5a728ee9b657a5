/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.OverlapSteps;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.Int8Lanes;

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

  private final TensorType type;
  private final Window window;
  private final int inputHeight;
  private final int inputWidth;
  private final int inputDepth;
  private final int repetitions;
  private final int depth;

  /** Rows and columns from one input pixel to the next; 1 but for transposed convolutions. */
  private final int rowsApart;

  private final int columnsApart;
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
   * @param type INT8, INT16 or FLOAT32
   * @param input NHWC
   * @param output NHWC
   * @param repetitions how often each input channel is repeated, the depth multiplier of depthwise
   *     convolutions
   * @param depth channels of a band: all, or a slice of them
   * @param rowsApart rows from one input pixel to the next, with zero points between; 1 unless the
   *     convolution is a transposed one
   * @param columnsApart columns from one input pixel to the next
   * @param pixels output pixels of a rectangle at most, where rows are not longer
   * @param numerics tells the zero point of the input
   */
  InputBand(
      TensorType type,
      Window window,
      Shape input,
      Shape output,
      int repetitions,
      int depth,
      int rowsApart,
      int columnsApart,
      int pixels,
      WeightedNumerics numerics) {
    this.type = type;
    this.window = window;
    this.inputHeight = input.dimension(1);
    this.inputWidth = input.dimension(2);
    this.inputDepth = input.dimension(3);
    this.repetitions = repetitions;
    this.depth = depth;
    this.rowsApart = rowsApart;
    this.columnsApart = columnsApart;
    this.outputHeight = output.dimension(1);
    this.outputWidth = output.dimension(2);
    this.zeroPoint =
        switch (numerics) {
          case Real real -> 0;
          case Quantized quantized -> quantized.inputZeroPoint();
        };
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

  /**
   * Returns how the output of a kernel may lie over the input if it widens what a rectangle sees
   * and then writes the rectangle, one after the other. Both have elements of one type.
   *
   * @param inputIndex which of the operator's inputs it is
   * @param outputDepth channels of the output
   * @param batches images of input and output
   * @param inSlices true if it does so for a slice of the channels after the other, so that it
   *     writes some of a rectangle before it has read all
   */
  List<InputOverlap> overlaps(int inputIndex, int outputDepth, int batches, boolean inSlices) {
    OverlapSteps steps = new OverlapSteps();
    for (int batch = batches - 1; batch >= 0; batch--) {
      for (int outY = (outputHeight - 1) / rows * rows; outY >= 0; outY -= rows) {
        int endY = Math.min(outY + rows, outputHeight);
        long y = Math.max(0, outY * window.strideHeight() - window.paddingTop());
        for (int outX = (outputWidth - 1) / columns * columns; outX >= 0; outX -= columns) {
          int endX = Math.min(outX + columns, outputWidth);
          long x = Math.max(0, outX * window.strideWidth() - window.paddingLeft());
          // The pixel there or, where pixels lie apart, before it: nothing in front is read.
          long row = batch * (long) inputHeight + y / rowsApart;
          long read = (row * inputWidth + x / columnsApart) * inputDepth * type.bytes();
          long pixels = (batch * (long) outputHeight + endY - 1) * outputWidth + endX;
          long written = pixels * outputDepth * type.bytes();
          if (inSlices) {
            steps.readAndWrite(read, written);
          } else {
            steps.readThenWrite(read, written);
          }
        }
      }
    }
    return List.of(steps.overlap(inputIndex));
  }

  /** Returns how many bands there are, one for each limb of an element, see {@link WidenedRows}. */
  int limbs() {
    return type == TensorType.INT16 ? 2 : 1;
  }

  /** Returns the floats of a band; the next limb's begins behind them. */
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
   * Writes the zero point where the windows of a rectangle of output pixels are outside the image.
   * It stays while {@link #widen} fetches one slice of the channels after the other.
   *
   * @param outY the first output row
   * @param outX the first output column
   * @param count output rows, at most {@link #rows}
   */
  void pad(int outY, int outX, int count, float[] band) {
    int height = (int) height(count);
    int left = outside(outX) * depth;
    int right = rowFloats() - left - inside(outX) * depth;
    for (int limb = 0; limb < limbs(); limb++) {
      for (int row = 0; row < height; row++) {
        int at = limb * floats() + row * rowFloats();
        if (!seen[row]) {
          continue;
        }
        if (columnsApart > 1 || !isInside(firstY(outY) + row)) {
          WidenedRows.fill(band, at, rowFloats(), zeroPoint);
        } else {
          WidenedRows.fill(band, at, left, zeroPoint);
          WidenedRows.fill(band, at + rowFloats() - right, right, zeroPoint);
        }
      }
    }
  }

  /**
   * Widens what a rectangle of output pixels sees of the image to the beginning of {@code band}.
   *
   * @param outY the first output row
   * @param outX the first output column
   * @param count output rows, at most {@link #rows}
   * @param channel the first channel
   */
  void widen(Tensor input, int batch, int outY, int outX, int count, int channel, float[] band) {
    int height = (int) height(count);
    int rowBytes = inputWidth * inputDepth * type.bytes();
    for (int limb = 0; limb < limbs(); limb++) {
      int run;
      for (int row = 0; row < height; row += run) {
        run = 1;
        if (!seen[row] || !isInside(firstY(outY) + row)) {
          continue;
        }
        run = run(firstY(outY), row, height);
        int inputRow = batch * inputHeight + (firstY(outY) + row) / rowsApart;
        int from = input.offset() + inputRow * rowBytes;
        int at = limb * floats() + row * rowFloats();
        if (columnsApart > 1) {
          spreadRow(limb, input.data(), from, firstX(outX), channel, band, at);
        } else {
          int first = from + Math.max(firstX(outX), 0) * inputDepth * type.bytes();
          int to = at + outside(outX) * depth;
          widenRows(limb, input.data(), first, channel, band, to, run, inside(outX));
        }
      }
    }
  }

  private int firstY(int outY) {
    return outY * window.strideHeight() - window.paddingTop();
  }

  private int firstX(int outX) {
    return outX * window.strideWidth() - window.paddingLeft();
  }

  /** Returns the columns of the band that lie before the image. */
  private int outside(int outX) {
    return (int) Math.min(Math.max(0, -firstX(outX)), width(columns));
  }

  /** Returns the columns of the band that lie in the image. */
  private int inside(int outX) {
    long columnsLeft = width(columns) - outside(outX);
    return (int) Math.max(0, Math.min(inputWidth - Math.max(firstX(outX), 0), columnsLeft));
  }

  /** Returns true if there is an input row at row {@code y} of the spread image. */
  private boolean isInside(int y) {
    return y >= 0 && y % rowsApart == 0 && y / rowsApart < inputHeight;
  }

  /** Returns how many rows of the band from {@code row} on can be widened together, at least 1. */
  private int run(int firstY, int row, int height) {
    boolean sideBySide = rowsApart == 1 && columnsApart == 1;
    int end = row + 1;
    while (sideBySide && end < height && seen[end] && isInside(firstY + end)) {
      end++;
    }
    return end - row;
  }

  /** Widens pixels of some rows of the image. */
  private void widenRows(
      int limb, byte[] input, int from, int channel, float[] band, int at, int rows, int pixels) {
    if (pixels == inputWidth && pixels * depth == rowFloats()) {
      widenPixels(limb, input, from, channel, band, at, rows * pixels);
      return;
    }
    int rowBytes = inputWidth * inputDepth * type.bytes();
    for (int row = 0; row < rows; row++) {
      widenPixels(
          limb, input, from + row * rowBytes, channel, band, at + row * rowFloats(), pixels);
    }
  }

  /** Widens a row whose pixels lie apart, with zero points between. */
  private void spreadRow(
      int limb, byte[] input, int from, int firstX, int channel, float[] band, int at) {
    int width = rowFloats() / depth;
    for (int x = Math.ceilDiv(Math.max(firstX, 0), columnsApart); x < inputWidth; x++) {
      int column = x * columnsApart - firstX;
      if (column >= width) {
        return;
      }
      int pixel = from + x * inputDepth * type.bytes();
      widenPixels(limb, input, pixel, channel, band, at + column * depth, 1);
    }
  }

  private void widenPixels(
      int limb, byte[] input, int from, int channel, float[] band, int at, int pixels) {
    if (repetitions == 1 && depth == inputDepth) {
      WidenedRows.widenRun(type, limb, input, from, band, at, pixels * depth);
    } else if (repetitions == 1 && depth == Int8Lanes.LANES) {
      int first = from + channel * type.bytes();
      WidenedRows.widenUnits(type, limb, input, first, inputDepth * type.bytes(), band, at, pixels);
    } else {
      for (int i = 0; i < pixels * depth; i++) {
        int element = i / depth * inputDepth + (channel + i % depth) / repetitions;
        band[at + i] = WidenedRows.element(type, limb, input, from + element * type.bytes());
      }
    }
  }
}
