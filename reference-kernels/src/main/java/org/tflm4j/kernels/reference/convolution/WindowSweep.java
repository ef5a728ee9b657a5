/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.OverlapSteps;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;

/**
 * Moves a window over every image of a batch and visits its positions in row-major order, each with
 * the range of taps that lie inside the image, so that what works there needs no bounds tests.
 */
final class WindowSweep {
  /** What is done at a position. */
  interface Visitor {
    /**
     * Works on one position. Tap (y, x) sees pixel {@code origin + tap(y, x)} of the image tensor,
     * counted over all images; the origin itself may lie in the padding.
     *
     * @param position number of the position, counted over all images
     * @param firstY first row of taps inside the image
     * @param endY behind the last row of taps inside the image
     * @param firstX first column of taps inside the image
     * @param endX behind the last column of taps inside the image
     */
    void visit(
        KernelContext context,
        int position,
        int origin,
        int firstY,
        int endY,
        int firstX,
        int endX);
  }

  private final Window window;
  private final int batches;
  private final int imageHeight;
  private final int imageWidth;
  private final int rows;
  private final int columns;

  /**
   * Creates the sweep of one operator.
   *
   * @param image shape of the images, NHWC
   * @param positions shape of the tensor with one pixel per position, NHWC
   */
  WindowSweep(Window window, Shape image, Shape positions) {
    this.window = window;
    this.batches = image.dimension(0);
    this.imageHeight = image.dimension(1);
    this.imageWidth = image.dimension(2);
    this.rows = positions.dimension(1);
    this.columns = positions.dimension(2);
  }

  /** Pixels from a tap to the one below. */
  int rowStep() {
    return window.dilationHeight() * imageWidth;
  }

  /** Pixels from a tap to the one on its right. */
  int columnStep() {
    return window.dilationWidth();
  }

  /** Returns where tap (y, x) lies relative to the origin, in pixels. */
  int tap(int y, int x) {
    return y * rowStep() + x * columnStep();
  }

  void run(KernelContext context, Visitor visitor) {
    int position = 0;
    for (int batch = 0; batch < batches; batch++) {
      for (int row = 0; row < rows; row++) {
        int originY = row * window.strideHeight() - window.paddingTop();
        int firstY = firstTap(originY, window.dilationHeight());
        int endY = endTap(originY, window.dilationHeight(), window.filterHeight(), imageHeight);
        for (int column = 0; column < columns; column++) {
          int originX = column * window.strideWidth() - window.paddingLeft();
          visitor.visit(
              context,
              position,
              (batch * imageHeight + originY) * imageWidth + originX,
              firstY,
              endY,
              firstTap(originX, window.dilationWidth()),
              endTap(originX, window.dilationWidth(), window.filterWidth(), imageWidth));
          position++;
        }
      }
    }
  }

  /**
   * Returns how the output of a kernel may lie over the images that it visits: it writes the pixel
   * of a position while it visits it.
   *
   * @param imagePixelBytes bytes of a pixel of the images
   * @param outputPixelBytes bytes of a pixel of the output
   */
  List<InputOverlap> overlaps(int imagePixelBytes, int outputPixelBytes) {
    OverlapSteps steps = new OverlapSteps();
    for (int position = batches * rows * columns - 1; position >= 0; position--) {
      int image = position / (rows * columns);
      int y = position / columns % rows * window.strideHeight() - window.paddingTop();
      int x = position % columns * window.strideWidth() - window.paddingLeft();
      int firstY = y + firstTap(y, window.dilationHeight()) * window.dilationHeight();
      int firstX = x + firstTap(x, window.dilationWidth()) * window.dilationWidth();
      long pixel = ((long) image * imageHeight + firstY) * imageWidth + firstX;
      steps.readAndWrite(pixel * imagePixelBytes, (position + 1L) * outputPixelBytes);
    }
    return List.of(steps.overlap(0));
  }

  private static int firstTap(int origin, int dilation) {
    return origin >= 0 ? 0 : Math.ceilDiv(-origin, dilation);
  }

  private static int endTap(int origin, int dilation, int filter, int image) {
    // Preparing made sure that image - origin fits an int.
    return Math.min(filter, Math.ceilDiv(image - origin, dilation));
  }
}
