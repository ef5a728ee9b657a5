/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.support.DotForm;

/**
 * How a product of weights and pixels reads and writes: everything that its code depends on, tiles
 * and epilogue apart. Pixels lie in NHWC order. What is read counts in values: an input has an
 * element for each, a band as many bytes as the form of the products wants.
 *
 * @param rows output rows
 * @param pixels output pixels of a row
 * @param band the copy of input rows that tiles read from; null if they read the input itself
 * @param rowStride values between what two output rows read, in the band or in the input
 * @param pixelStride values between what two neighbouring output pixels read
 * @param segments what a pixel reads
 * @param groups groups of channels; each reads {@code groupInputs} further on
 * @param groupInputs input channels of a group
 * @param outputDepth channels of an output pixel
 * @param outputPixelStride elements from an output pixel to its neighbour
 * @param outputRowStride elements from an output row to the next
 * @param rowsPerBlock output rows that are computed for one filling of the band, or one unit of
 *     work
 */
public record ProductGeometry(
    int rows,
    int pixels,
    Band band,
    int rowStride,
    int pixelStride,
    Segments segments,
    int groups,
    int groupInputs,
    int outputDepth,
    int outputPixelStride,
    int outputRowStride,
    int rowsPerBlock) {

  /**
   * A copy of input rows with padding around them, in the form that the products want.
   *
   * @param imageRows rows of the input
   * @param imageWidth values of an input row
   * @param paddingTop rows above the image
   * @param paddingLeft values of padding in front of a row
   * @param rowWidth values from a row of the band to the next
   * @param firstRowStep input rows between the first rows of the bands of two output rows
   * @param rowsPerBlock rows of the band
   */
  public record Band(
      int imageRows,
      int imageWidth,
      int paddingTop,
      int paddingLeft,
      int rowWidth,
      int firstRowStep,
      int rowsPerBlock) {
    /** Bytes that may be written or read behind the last row. */
    private static final int SLACK = 128;

    /** Returns the bytes of the band. */
    public long bytes(DotForm form) {
      return (long) rowsPerBlock * rowWidth * form.valueBytes() + SLACK;
    }
  }

  /**
   * Returns the number of blocks; the last one begins earlier where they do not divide the rows.
   */
  public int blocks() {
    return (rows + rowsPerBlock - 1) / rowsPerBlock;
  }

  /** Returns the bytes from an output pixel to its neighbour. */
  public int outputPixelBytes() {
    return outputPixelStride * segments.form().elementBytes();
  }

  /** Returns the bytes from an output row to the next. */
  public int outputRowBytes() {
    return outputRowStride * segments.form().elementBytes();
  }

  /** Returns output channels of a group. */
  public int groupDepth() {
    return outputDepth / groups;
  }
}
