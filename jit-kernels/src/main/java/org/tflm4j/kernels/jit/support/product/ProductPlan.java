/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

/**
 * How a product of weights and pixels walks over its input.
 *
 * @param geometry of one image, or of all of them as one
 * @param images how many times it runs
 * @param imageInputBytes from an image to the next
 * @param imageOutputBytes likewise
 */
public record ProductPlan(
    ProductGeometry geometry, int images, long imageInputBytes, long imageOutputBytes) {
  /** Pixels of a row that stands for several rows of the image, at most. */
  private static final int LONGEST_ROW = 600;

  /** Multiplied bytes of a unit of work, at most, where it can be cut. */
  private static final long UNIT_BYTES = 16_000_000;

  /**
   * Returns the plan of a product of all pixels of all images, each with a run of its own: rows are
   * cut as it suits the tiles.
   *
   * @param elementBytes 1 for INT8, 4 for FLOAT32
   * @param imageRows rows of all images
   * @param imageWidth pixels of a row
   */
  public static ProductPlan dense(
      int elementBytes,
      int groups,
      int inputDepth,
      int imageRows,
      int imageWidth,
      int outputDepth) {
    int rows = imageRows;
    int pixels = imageWidth;
    for (int joined = 2; joined <= imageRows && joined * imageWidth <= LONGEST_ROW; joined++) {
      if (imageRows % joined == 0) {
        rows = imageRows / joined;
        pixels = joined * imageWidth;
      }
    }
    int runBytes = inputDepth / groups * elementBytes;
    // A run shorter than a dword cannot be read in place: the pixel behind may not exist.
    boolean inPlace = runBytes >= Integer.BYTES;
    long rowWork = (long) pixels * runBytes * outputDepth;
    int rowsPerBlock = even(rows, Math.min(rows, rowsOfUnit(rowWork)));
    int rowBytes = pixels * inputDepth * elementBytes;
    ProductGeometry.Band band =
        inPlace ? null : new ProductGeometry.Band(rows, rowBytes, 0, 0, rowBytes, 1, rowsPerBlock);
    return new ProductPlan(
        new ProductGeometry(
            rows,
            pixels,
            band,
            rowBytes,
            inputDepth * elementBytes,
            Segments.one(runBytes, !inPlace),
            groups,
            runBytes,
            outputDepth,
            rowsPerBlock,
            elementBytes),
        1,
        0,
        0);
  }

  /**
   * Returns how many output rows are at most one unit of work, so that a call stays short.
   *
   * @param rowWork bytes of input that are multiplied for an output row, each as often as it is
   */
  public static int rowsOfUnit(long rowWork) {
    return (int) Math.max(1, UNIT_BYTES / Math.max(1, rowWork));
  }

  /** Returns the smallest size of blocks that makes no more of them. */
  public static int even(int rows, int most) {
    int blocks = (rows + most - 1) / most;
    return (rows + blocks - 1) / blocks;
  }
}
