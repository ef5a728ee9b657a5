/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;

/**
 * How an INT8 depthwise convolution walks over one image: everything that its code depends on, the
 * epilogue apart. Input rows are interleaved in bundles to dwords, one value a row, so that one dot
 * product adds the taps of a column: four rows of bytes, or two of words.
 *
 * @param form of the dot products
 * @param lanes channels of a vector
 * @param window of the operator
 * @param imageRows input rows
 * @param imageWidth pixels of an input row
 * @param inputDepth channels of an input pixel
 * @param rows output rows
 * @param pixels output pixels of a row
 * @param depthMultiplier output channels of an input channel
 */
record DepthwiseGeometry(
    DotForm form,
    int lanes,
    Window window,
    int imageRows,
    int imageWidth,
    int inputDepth,
    int rows,
    int pixels,
    int depthMultiplier) {
  /** Bytes that may be read or written behind what is interleaved. */
  private static final int SLACK = 512;

  static DepthwiseGeometry of(
      Target target, Window window, int depthMultiplier, Shape input, Shape output) {
    return new DepthwiseGeometry(
        DotForm.of(target),
        target.vectorBytes() / Integer.BYTES,
        window,
        input.dimension(1),
        input.dimension(2),
        input.dimension(3),
        output.dimension(1),
        output.dimension(2),
        depthMultiplier);
  }

  int outputDepth() {
    return inputDepth * depthMultiplier;
  }

  /** Returns the input rows of a bundle: 4 or 2. */
  int rowsOfBundle() {
    return form.laneValues();
  }

  /** Returns the bundles of rows that one output row needs. */
  int bundles() {
    return (window.filterHeight() + rowsOfBundle() - 1) / rowsOfBundle();
  }

  /** Returns the output rows that the same interleaved rows serve. */
  int rowsPerBlock() {
    int spare = rowsOfBundle() * bundles() - window.filterHeight();
    int served = window.dilationHeight() > 1 ? 1 : spare / window.strideHeight() + 1;
    return Math.min(served, rows);
  }

  int blocks() {
    return (rows + rowsPerBlock() - 1) / rowsPerBlock();
  }

  /** Returns true if an input row lies within the window of the block's output rows. */
  boolean reads(int rowOfBundles) {
    return rowOfBundles < (rowsPerBlock() - 1) * window.strideHeight() + window.filterHeight();
  }

  /**
   * Returns the row of the filter that meets a row of the bundles, -1 for none.
   *
   * @param outputRow of the block
   */
  int filterRow(int outputRow, int rowOfBundles) {
    int row = rowOfBundles - outputRow * window.strideHeight();
    return row >= 0 && row < window.filterHeight() ? row : -1;
  }

  /**
   * Returns true if neighbouring pixels fill a vector: output and columns are walked through
   * without regard for pixels, the weights of all channels repeating within a vector.
   */
  boolean isFlat() {
    return depthMultiplier == 1
        && window.strideWidth() == 1
        && inputDepth < lanes
        && lanes % inputDepth == 0
        && pixels * inputDepth >= lanes;
  }

  /** Returns the number of vectors of channels that are computed with other weights. */
  int groups() {
    return isFlat() ? 1 : (outputDepth() + lanes - 1) / lanes;
  }

  /** Returns the channels of the last group, {@link #lanes} if it is full. */
  int lastGroupChannels() {
    int rest = isFlat() ? 0 : outputDepth() % lanes;
    return rest == 0 ? lanes : rest;
  }

  /** Returns the output channel of a lane, -1 for padding. */
  int channel(int group, int lane) {
    int channel = lanes * group + lane;
    return isFlat() ? lane % inputDepth : channel < outputDepth() ? channel : -1;
  }

  /** Returns the places that a group of channels computes in a row. */
  int positions() {
    return isFlat() ? (pixels * inputDepth + lanes - 1) / lanes : pixels;
  }

  /** Returns the bytes from an output place to the next. */
  int outputStep() {
    return isFlat() ? lanes : outputDepth();
  }

  /** Returns where the output of a place begins; the last begins earlier if it would overhang. */
  int outputAt(int position) {
    return isFlat()
        ? Math.min(position * lanes, pixels * inputDepth - lanes)
        : position * outputDepth();
  }

  /** Returns where the columns of a place begin, in bytes. */
  int columnsAt(int position) {
    return Integer.BYTES
        * (isFlat() ? outputAt(position) : position * window.strideWidth() * inputDepth);
  }

  /** Returns the bytes from a bundle to the next. */
  int bundleBytes() {
    return (columnBytes() + SLACK + 63) & -64;
  }

  /** Returns the bytes of the columns of a bundle, padding included. */
  int columnBytes() {
    int needed =
        (pixels - 1) * window.strideWidth()
            + (window.filterWidth() - 1) * window.dilationWidth()
            + 1;
    int columns = Math.max(needed, window.paddingLeft() + imageWidth);
    return Integer.BYTES * columns * inputDepth;
  }

  int leftBytes() {
    return Integer.BYTES * window.paddingLeft() * inputDepth;
  }

  int imageRowBytes() {
    return imageWidth * inputDepth;
  }

  /** Returns where the row of padding lies in the work space, behind the bundles. */
  int paddingRowAt() {
    return bundles() * bundleBytes();
  }

  /** Returns true if windows reach above or below the image. */
  boolean isPaddedVertically() {
    return window.paddingTop() > 0
        || (rows - 1) * window.strideHeight()
                + (window.filterHeight() - 1) * window.dilationHeight()
                - window.paddingTop()
            >= imageRows;
  }

  long workspaceBytes() {
    return paddingRowAt() + (isPaddedVertically() ? imageRowBytes() + 64L : 0);
  }

  /** Returns the bytes of a vector. */
  int vectorBytes() {
    return Integer.BYTES * lanes;
  }

  /** Returns the bytes of the weights of one vector. */
  int weightVectorBytes() {
    return form.weightBytes(vectorBytes());
  }

  /** Returns where the order of a group's columns lies, behind its weights. */
  int orderAt() {
    int bytes = weightVectorBytes() * rowsPerBlock() * bundles() * window.filterWidth();
    return (bytes + vectorBytes() - 1) & -vectorBytes();
  }

  /** Returns the bytes of the weights of a group, and of the order if columns are expanded. */
  int weightBytes() {
    return orderAt() + (depthMultiplier > 1 ? vectorBytes() : 0);
  }
}
