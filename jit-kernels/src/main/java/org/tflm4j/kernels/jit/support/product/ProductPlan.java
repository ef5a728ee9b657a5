/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import org.tflm4j.kernels.jit.support.DotForm;

/**
 * How a product of weights and pixels walks over its input.
 *
 * @param geometry of one image, or of all of them as one
 * @param images how many times it runs
 * @param imageInputBytes from an image to the next
 * @param imageOutputBytes likewise
 * @param input index of the input among the operands
 * @param outputAt where the first pixel goes, in bytes from the start of the output
 */
public record ProductPlan(
    ProductGeometry geometry,
    int images,
    long imageInputBytes,
    long imageOutputBytes,
    int input,
    long outputAt) {
  /** A band of this size stays in the first-level cache beside some weights, or nearly so. */
  private static final int BAND_BYTES = 48 * 1024;

  /** Pixels of a row that stands for several rows of the image, at most. */
  private static final int LONGEST_ROW = 600;

  /** Bytes that a unit of work multiplies at most, where it can be cut. */
  private static final long UNIT_BYTES = 16_000_000;

  /**
   * Returns the plan of a product of all pixels of all images, each with a run of its own: rows are
   * cut as it suits the tiles.
   *
   * @param imageRows rows of all images
   * @param imageWidth pixels of a row
   */
  public static ProductPlan dense(
      DotForm form, int groups, int inputDepth, int imageRows, int imageWidth, int outputDepth) {
    int run = inputDepth / groups;
    // A run shorter than a dword cannot be read in place: the pixel behind may not exist.
    boolean inPlace = form.isInPlace() && run >= form.laneValues();
    int longestRow =
        inPlace ? LONGEST_ROW : Math.min(LONGEST_ROW, fitting(form, (long) inputDepth));
    int rows = imageRows;
    int pixels = imageWidth;
    for (int joined = 2; joined <= imageRows && joined * imageWidth <= longestRow; joined++) {
      if (imageRows % joined == 0) {
        rows = imageRows / joined;
        pixels = joined * imageWidth;
      }
    }
    int rowWidth = pixels * inputDepth;
    long fitting = inPlace ? rows : fitting(form, rowWidth);
    int rowsPerBlock =
        even(
            rows,
            Math.clamp(
                Math.min(fitting, rowsOfUnit(form, (long) pixels * run * outputDepth)), 1, rows));
    ProductGeometry.Band band =
        inPlace ? null : new ProductGeometry.Band(rows, rowWidth, 0, 0, rowWidth, 1, rowsPerBlock);
    return new ProductPlan(
        new ProductGeometry(
            rows,
            pixels,
            band,
            rowWidth,
            inputDepth,
            Segments.one(run, form, !inPlace),
            groups,
            run,
            outputDepth,
            outputDepth,
            pixels * outputDepth,
            rowsPerBlock),
        1,
        0,
        0,
        0,
        0);
  }

  /**
   * Returns how many rows are one unit of work, so that calls stay short.
   *
   * @param rowWork multiply-adds of a row
   */
  public static long rowsOfUnit(DotForm form, long rowWork) {
    return Math.max(1, UNIT_BYTES / Math.max(1, rowWork * form.elementBytes()));
  }

  /** Returns how many rows or pixels of so many values fit into a band. */
  public static int fitting(DotForm form, long values) {
    return (int) (BAND_BYTES / (values * form.valueBytes()));
  }

  /** Returns the smallest size of blocks that makes no more of them. */
  public static int even(int rows, int most) {
    int blocks = (rows + most - 1) / most;
    return (rows + blocks - 1) / blocks;
  }
}
