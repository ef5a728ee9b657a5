/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import java.util.Arrays;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * A window over an image: its padding and how many positions it takes. Mirrors {@code
 * kernels/padding.h}.
 *
 * @param rows positions down the image
 * @param columns positions across the image
 */
record WindowGeometry(Window window, int rows, int columns) {
  // Padding: 0 SAME, 1 VALID
  private static final int SAME = 0;
  private static final int VALID = 1;

  /**
   * Works out padding and positions.
   *
   * @param padding code of the format's Padding
   * @param unpadded filter, strides and dilation, not checked yet; its padding is not looked at
   * @param image a tensor of rank 4, NHWC
   */
  static WindowGeometry of(PrepareContext context, int padding, Window unpadded, TensorSpec image) {
    context.require(
        padding == SAME || padding == VALID,
        "the padding scheme " + padding + " is unknown, needs 0 (SAME) or 1 (VALID)");
    Axis height =
        new Axis(
            "height",
            image.shape().dimension(1),
            unpadded.filterHeight(),
            unpadded.strideHeight(),
            unpadded.dilationHeight());
    Axis width =
        new Axis(
            "width",
            image.shape().dimension(2),
            unpadded.filterWidth(),
            unpadded.strideWidth(),
            unpadded.dilationWidth());
    height.verify(context, padding, image);
    width.verify(context, padding, image);
    Window window =
        new Window(
            unpadded.filterHeight(),
            unpadded.filterWidth(),
            unpadded.strideHeight(),
            unpadded.strideWidth(),
            unpadded.dilationHeight(),
            unpadded.dilationWidth(),
            height.paddingBefore(padding),
            width.paddingBefore(padding));
    return new WindowGeometry(window, height.positions(padding), width.positions(padding));
  }

  /** Refuses {@code tensor} unless it has one pixel per position of the window. */
  void requirePixelPerPosition(PrepareContext context, TensorSpec tensor, int batches, int depth) {
    int[] needed = {batches, rows, columns, depth};
    context.require(
        Arrays.equals(tensor.shape().toArray(), needed),
        tensor + " needs the shape " + Arrays.toString(needed) + " for " + window);
  }

  /** Returns the shape with one pixel per position; never larger than the image's. */
  Shape positions(int batches, int depth) {
    return Shape.of(batches, rows, columns, depth);
  }

  private record Axis(String name, int image, int filter, int stride, int dilation) {
    private void verify(PrepareContext context, int padding, TensorSpec tensor) {
      context.require(
          filter >= 1 && stride >= 1 && dilation >= 1,
          name
              + " of the window: filter "
              + filter
              + ", stride "
              + stride
              + ", dilation "
              + dilation
              + ", all need to be at least 1");
      // Keeps every position of a tap, padding included, within an int.
      context.require(
          image + extent() <= Integer.MAX_VALUE,
          name + " of the window: filter " + filter + " dilated by " + dilation + " is too large");
      context.require(
          padding == SAME || image >= extent(),
          name
              + " of the window: filter "
              + filter
              + " dilated by "
              + dilation
              + " is larger than "
              + tensor);
    }

    /** Pixels from the first tap to the last. */
    private long extent() {
      return (filter - 1L) * dilation + 1;
    }

    private int positions(int padding) {
      long numerator = (long) image + stride - (padding == SAME ? 1 : extent());
      return (int) (numerator / stride);
    }

    private int paddingBefore(int padding) {
      long total = (positions(padding) - 1L) * stride + extent() - image;
      return (int) (Math.max(total, 0) / 2);
    }
  }
}
