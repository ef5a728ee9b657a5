/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.convolution.OutputRectangles.Rectangle;
import org.tflm4j.kernels.vector.support.Int8Lanes;

/**
 * Widens the part of the input that a rectangle of output pixels sees to floats, with the zero
 * point where windows are outside the image: [rows][columns][depth]. Convolutions compute their
 * output a rectangle at a time, whole rows where they are not too wide.
 */
final class WidenedWindow {
  private final ConvolutionInput input;
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
  private final Shape output;
  private final float zeroPoint;
  private final WindowExtent extent;
  private final int rows;
  private final int columns;

  /** For each widened row if some window sees it; not so between the taps of a dilated one. */
  private final boolean[] seen;

  /**
   * Plans the rectangles of an operator.
   *
   * @param output NHWC
   * @param repetitions how often each input channel is repeated, the depth multiplier of depthwise
   *     convolutions
   * @param depth channels that are widened at a time: all, or a slice of them
   * @param pixels output pixels of a rectangle at most, where rows are not longer
   */
  WidenedWindow(
      ConvolutionInput input, Window window, Shape output, int repetitions, int depth, int pixels) {
    this.input = input;
    this.type = input.type();
    this.window = window;
    this.output = output;
    this.inputHeight = input.shape().dimension(1);
    this.inputWidth = input.shape().dimension(2);
    this.inputDepth = input.shape().dimension(3);
    this.repetitions = repetitions;
    this.depth = depth;
    this.rowsApart = input.rowsApart();
    this.columnsApart = input.columnsApart();
    this.zeroPoint = input.zeroPoint();
    this.extent = new WindowExtent(window, depth);
    this.columns = extent.columns(output, pixels);
    this.rows = extent.rows(output, columns, pixels);
    this.seen = new boolean[fits() ? (int) extent.height(rows) : 0];
    for (int row = 0; row < rows; row++) {
      for (int filterY = 0; filterY < window.filterHeight() && seen.length > 0; filterY++) {
        seen[row * window.strideHeight() + filterY * window.dilationHeight()] = true;
      }
    }
  }

  /** Returns true if the floats take no more memory than a kernel may ask for. */
  boolean fits() {
    return Math.max((double) extent.height(rows), extent.floats(rows, columns))
        <= Int8Lanes.MAX_BAND_FLOATS;
  }

  /** Returns the rectangles of the output. */
  OutputRectangles rectangles() {
    return new OutputRectangles(window, input.shape(), output, rows, columns);
  }

  /**
   * Returns how the output of a kernel may lie over the input, see {@link
   * OutputRectangles#overlaps}.
   */
  List<InputOverlap> overlaps(OutputRectangles rectangles, int inputIndex, boolean inSlices) {
    return rectangles.overlaps(inputIndex, type.bytes(), rowsApart, columnsApart, inSlices);
  }

  /**
   * Returns how often the floats are there, once for each limb of an element, see {@link
   * WidenedRows}.
   */
  int limbs() {
    return type == TensorType.INT16 ? 2 : 1;
  }

  /** Returns the floats of a rectangle; those of the next limb begin behind them. */
  int floats() {
    return (int) extent.floats(rows, columns);
  }

  /** Returns the channels that are widened at a time. */
  int depth() {
    return depth;
  }

  /** Returns the channels of the output. */
  int outputDepth() {
    return output.dimension(3);
  }

  /** Returns the floats of a widened row. */
  int rowFloats() {
    return (int) extent.width(columns) * depth;
  }

  /** Returns the output rows of a rectangle. */
  int rows() {
    return rows;
  }

  /** Returns the output columns of a rectangle. */
  int columns() {
    return columns;
  }

  /** Returns where the window of each output pixel of a rectangle begins in the floats. */
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
   * @param rectangle at most as large as {@link #rows} and {@link #columns}
   * @param floats takes them, from the beginning
   */
  void pad(Rectangle rectangle, float[] floats) {
    int outY = rectangle.outY();
    int outX = rectangle.outX();
    int height = (int) extent.height(rectangle.rows());
    int left = outside(outX) * depth;
    int right = rowFloats() - left - inside(outX) * depth;
    for (int limb = 0; limb < limbs(); limb++) {
      for (int row = 0; row < height; row++) {
        int at = limb * floats() + row * rowFloats();
        if (!seen[row]) {
          continue;
        }
        if (columnsApart > 1 || !isInside(firstY(outY) + row)) {
          WidenedRows.fill(floats, at, rowFloats(), zeroPoint);
        } else {
          WidenedRows.fill(floats, at, left, zeroPoint);
          WidenedRows.fill(floats, at + rowFloats() - right, right, zeroPoint);
        }
      }
    }
  }

  /**
   * Widens what a rectangle of output pixels sees of an image.
   *
   * @param batch number of the image
   * @param rectangle at most as large as {@link #rows} and {@link #columns}
   * @param channel the first channel
   * @param floats takes them, from the beginning
   */
  void widen(Tensor input, int batch, Rectangle rectangle, int channel, float[] floats) {
    int outY = rectangle.outY();
    int outX = rectangle.outX();
    int height = (int) extent.height(rectangle.rows());
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
          spreadRow(limb, input.data(), from, firstX(outX), channel, floats, at);
        } else {
          int first = from + Math.max(firstX(outX), 0) * inputDepth * type.bytes();
          int to = at + outside(outX) * depth;
          widenRows(limb, input.data(), first, channel, floats, to, run, inside(outX));
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

  /** Returns the widened columns that lie before the image. */
  private int outside(int outX) {
    return (int) Math.min(Math.max(0, -firstX(outX)), extent.width(columns));
  }

  /** Returns the widened columns that lie in the image. */
  private int inside(int outX) {
    long columnsLeft = extent.width(columns) - outside(outX);
    return (int) Math.max(0, Math.min(inputWidth - Math.max(firstX(outX), 0), columnsLeft));
  }

  /** Returns true if there is an input row at row {@code y} of the spread image. */
  private boolean isInside(int y) {
    return y >= 0 && y % rowsApart == 0 && y / rowsApart < inputHeight;
  }

  /** Returns how many widened rows from {@code row} on can be widened together, at least 1. */
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
      int limb, byte[] input, int from, int channel, float[] floats, int at, int rows, int pixels) {
    if (pixels == inputWidth && pixels * depth == rowFloats()) {
      widenPixels(limb, input, from, channel, floats, at, rows * pixels);
      return;
    }
    int rowBytes = inputWidth * inputDepth * type.bytes();
    for (int row = 0; row < rows; row++) {
      widenPixels(
          limb, input, from + row * rowBytes, channel, floats, at + row * rowFloats(), pixels);
    }
  }

  /** Widens a row whose pixels lie apart, with zero points between. */
  private void spreadRow(
      int limb, byte[] input, int from, int firstX, int channel, float[] floats, int at) {
    int width = rowFloats() / depth;
    for (int x = Math.ceilDiv(Math.max(firstX, 0), columnsApart); x < inputWidth; x++) {
      int column = x * columnsApart - firstX;
      if (column >= width) {
        return;
      }
      int pixel = from + x * inputDepth * type.bytes();
      widenPixels(limb, input, pixel, channel, floats, at + column * depth, 1);
    }
  }

  private void widenPixels(
      int limb, byte[] input, int from, int channel, float[] floats, int at, int pixels) {
    if (repetitions == 1 && depth == inputDepth) {
      WidenedRows.widenRun(type, limb, input, from, floats, at, pixels * depth);
    } else if (repetitions == 1 && depth == Int8Lanes.LANES) {
      int first = from + channel * type.bytes();
      WidenedRows.widenUnits(
          type, limb, input, first, inputDepth * type.bytes(), floats, at, pixels);
    } else {
      for (int i = 0; i < pixels * depth; i++) {
        int element = i / depth * inputDepth + (channel + i % depth) / repetitions;
        floats[at + i] = WidenedRows.element(type, limb, input, from + element * type.bytes());
      }
    }
  }
}
