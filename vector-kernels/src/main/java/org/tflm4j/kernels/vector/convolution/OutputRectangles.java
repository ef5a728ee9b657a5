/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.OverlapSteps;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;

/**
 * The rectangles of output pixels that a convolution or a pool computes one after the other, image
 * by image, row by row.
 */
final class OutputRectangles {
  /**
   * A rectangle of an image.
   *
   * @param outY its first row
   * @param outX its first column
   */
  record Rectangle(int outY, int outX, int rows, int columns) {
    int pixels() {
      return rows * columns;
    }
  }

  /** Computes a rectangle. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Computes it.
     *
     * @param batch number of the image
     * @param pixel the rectangle's first output pixel, counted over all images
     */
    void visit(KernelContext context, int batch, Rectangle rectangle, int pixel);
  }

  private final Window window;
  private final Shape input;
  private final Shape output;

  /** Those of one image. */
  private final Rectangle[] rectangles;

  /**
   * Divides the output.
   *
   * @param input NHWC
   * @param output NHWC
   * @param rows of a rectangle; those at the lower edge may have fewer
   * @param columns of a rectangle; those at the right edge may have fewer
   */
  OutputRectangles(Window window, Shape input, Shape output, int rows, int columns) {
    this.window = window;
    this.input = input;
    this.output = output;
    int height = output.dimension(1);
    int width = output.dimension(2);
    List<Rectangle> all = new ArrayList<>();
    for (int outY = 0; outY < height; outY += rows) {
      for (int outX = 0; outX < width; outX += columns) {
        int rowsLeft = Math.min(rows, height - outY);
        int columnsLeft = Math.min(columns, width - outX);
        all.add(new Rectangle(outY, outX, rowsLeft, columnsLeft));
      }
    }
    this.rectangles = all.toArray(Rectangle[]::new);
  }

  /** Visits all rectangles of all images. */
  void run(KernelContext context, Visitor visitor) {
    int height = output.dimension(1);
    int width = output.dimension(2);
    for (int batch = 0; batch < output.dimension(0); batch++) {
      for (Rectangle rectangle : rectangles) {
        int pixel = (batch * height + rectangle.outY) * width + rectangle.outX;
        visitor.visit(context, batch, rectangle, pixel);
      }
    }
  }

  /**
   * Returns how the output may lie over the input if a kernel reads what a rectangle sees and then
   * writes the rectangle, one after the other. Both have elements of one type.
   *
   * @param inputIndex index of the input among those of the operator
   * @param elementBytes bytes of an element
   * @param rowsApart see {@link ConvolutionInput}
   * @param columnsApart see {@link ConvolutionInput}
   * @param inSlices true if the kernel does so for a slice of the channels after the other, so that
   *     it writes some of a rectangle before it has read all
   */
  List<InputOverlap> overlaps(
      int inputIndex, int elementBytes, int rowsApart, int columnsApart, boolean inSlices) {
    OverlapSteps steps = new OverlapSteps();
    for (int batch = output.dimension(0) - 1; batch >= 0; batch--) {
      for (int i = rectangles.length - 1; i >= 0; i--) {
        Rectangle rectangle = rectangles[i];
        long y = Math.max(0, rectangle.outY * window.strideHeight() - window.paddingTop());
        long x = Math.max(0, rectangle.outX * window.strideWidth() - window.paddingLeft());
        // The pixel there or, where pixels lie apart, before it: nothing in front is read.
        long row = batch * (long) input.dimension(1) + y / rowsApart;
        long read = (row * input.dimension(2) + x / columnsApart) * input.dimension(3);
        long lastRow = batch * (long) output.dimension(1) + rectangle.outY + rectangle.rows - 1;
        long pixels = lastRow * output.dimension(2) + rectangle.outX + rectangle.columns;
        long written = pixels * output.dimension(3);
        if (inSlices) {
          steps.readAndWrite(read * elementBytes, written * elementBytes);
        } else {
          steps.readThenWrite(read * elementBytes, written * elementBytes);
        }
      }
    }
    return List.of(steps.overlap(inputIndex));
  }

  /** Returns the bytes that the rectangles take, without the headers of objects. */
  long heldBytes() {
    return 4L * Integer.BYTES * rectangles.length;
  }
}
