/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * How a product of weights and pixels reads and writes: everything that its code depends on, tiles
 * and epilogue apart. Pixels lie in NHWC order.
 *
 * @param rows output rows
 * @param pixels output pixels of a row
 * @param band the copy of input rows that tiles read from; null if they read the input itself
 * @param rowStride bytes between what two output rows read, in the band or in the input
 * @param pixelStride bytes between what two neighbouring output pixels read
 * @param segments what a pixel reads
 * @param groups groups of channels; each reads {@code groupBytes} further on
 * @param groupBytes bytes of the input channels of a group
 * @param outputDepth channels of an output pixel
 * @param rowsPerBlock output rows that are computed for one filling of the band, or one unit of
 *     work
 * @param elementBytes of the elements of input and output: 1 for INT8, 4 for FLOAT32
 */
public record ProductGeometry(
    int rows,
    int pixels,
    Band band,
    int rowStride,
    int pixelStride,
    Segments segments,
    int groups,
    int groupBytes,
    int outputDepth,
    int rowsPerBlock,
    int elementBytes) {

  /**
   * A copy of input rows with padding around them, the top bits of INT8 flipped.
   *
   * @param imageRows rows of the input
   * @param imageBytes bytes of an input row
   * @param paddingTop rows above the image
   * @param leftBytes bytes of padding in front of a row
   * @param rowBytes bytes from a row of the band to the next
   * @param firstRowStep input rows between the first rows of the bands of two output rows
   * @param rowsPerBlock rows of the band
   */
  public record Band(
      int imageRows,
      int imageBytes,
      int paddingTop,
      int leftBytes,
      int rowBytes,
      int firstRowStep,
      int rowsPerBlock) {
    /** Bytes that may be written or read behind the last row. */
    public static final int SLACK = 128;

    /** Returns the bytes of the band. */
    public long bytes() {
      return (long) rowsPerBlock * rowBytes + SLACK;
    }
  }

  /**
   * Returns the number of blocks; the last one begins earlier where they do not divide the rows.
   */
  public int blocks() {
    return (rows + rowsPerBlock - 1) / rowsPerBlock;
  }

  /** Returns the bytes of an output pixel. */
  public int outputBytes() {
    return outputDepth * elementBytes;
  }

  /** Returns output channels of a group. */
  public int groupDepth() {
    return outputDepth / groups;
  }
}
