/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.product.ProductGeometry;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.Segments;

/** Decides how a convolution walks over its images. */
final class ConvolutionPlan {
  private final DotForm form;
  private final Window window;
  private final int groups;
  private final Shape input;
  private final Shape output;
  private final OutputGrid grid;

  /** Channels of an input pixel. */
  private final int depth;

  /**
   * Where the pixels of an image go, in elements.
   *
   * @param at where the first one lies
   * @param pixelStride from a pixel to its neighbour
   * @param rowStride from a row to the next
   * @param imageStride from an image to the next
   */
  record OutputGrid(long at, int pixelStride, int rowStride, long imageStride) {
    /** Returns the grid of an output without gaps. */
    static OutputGrid of(Shape output) {
      int pixel = output.dimension(3);
      int row = output.dimension(2) * pixel;
      return new OutputGrid(0, pixel, row, (long) output.dimension(1) * row);
    }
  }

  private ConvolutionPlan(
      DotForm form, Window window, int groups, Shape input, Shape output, OutputGrid grid) {
    this.form = form;
    this.window = window;
    this.groups = groups;
    this.input = input;
    this.output = output;
    this.grid = grid;
    this.depth = input.dimension(3);
  }

  /**
   * Returns the plan of a convolution.
   *
   * @param input [batches, height, width, depth]
   * @param output [batches, height, width, depth]
   */
  static ProductPlan of(DotForm form, Window window, int groups, Shape input, Shape output) {
    ConvolutionPlan plan =
        new ConvolutionPlan(form, window, groups, input, output, OutputGrid.of(output));
    boolean isDense =
        plan.isPoint()
            && !plan.isPadded()
            && window.strideHeight() == 1
            && window.strideWidth() == 1;
    return isDense
        ? ProductPlan.dense(
            form,
            groups,
            plan.depth,
            input.dimension(0) * input.dimension(1),
            input.dimension(2),
            output.dimension(3))
        : plan.rowByRow(Conv2D.INPUT);
  }

  /**
   * Returns the plan of a convolution whose pixels do not lie side by side.
   *
   * @param inputIndex index of the input among the operands
   * @param input [batches, height, width, depth]
   * @param output [batches, height, width, depth] without the gaps
   */
  static ProductPlan spread(
      DotForm form, Window window, int inputIndex, Shape input, Shape output, OutputGrid grid) {
    return new ConvolutionPlan(form, window, 1, input, output, grid).rowByRow(inputIndex);
  }

  private boolean isPoint() {
    return window.filterHeight() == 1 && window.filterWidth() == 1;
  }

  private ProductPlan rowByRow(int inputIndex) {
    // Bytes of larger windows would be flipped in place as often as they are read.
    boolean inPlace =
        !isPadded()
            && form.isInPlace()
            && depth / groups >= form.laneValues()
            && (isPoint() || form == DotForm.FLOATS);
    if (!inPlace) {
      return banded(inputIndex);
    }
    int rowWidth = input.dimension(2) * depth;
    return plan(inputIndex, null, rowWidth, rowsPerBlock(rowWidth), false);
  }

  private ProductPlan banded(int inputIndex) {
    int needed =
        (output.dimension(2) - 1) * window.strideWidth()
            + reach(window.filterWidth(), window.dilationWidth());
    int imageWidth = input.dimension(2) * depth;
    int paddingLeft = window.paddingLeft() * depth;
    // What is read behind a row lies in the next one, or in the slack.
    int rowWidth = (Math.max(needed * depth, paddingLeft + imageWidth) + 3) & -4;
    int rowsPerBlock = rowsPerBlock(rowWidth);
    ProductGeometry.Band band =
        new ProductGeometry.Band(
            input.dimension(1),
            imageWidth,
            window.paddingTop(),
            paddingLeft,
            rowWidth,
            window.strideHeight(),
            (rowsPerBlock - 1) * window.strideHeight()
                + reach(window.filterHeight(), window.dilationHeight()));
    return plan(inputIndex, band, rowWidth, rowsPerBlock, true);
  }

  /** Returns how many output rows are computed at a time. */
  private int rowsPerBlock(int rowWidth) {
    int rows = output.dimension(1);
    int reach = reach(window.filterHeight(), window.dilationHeight());
    int fitting = (ProductPlan.fitting(form, rowWidth) - reach) / window.strideHeight() + 1;
    long rowWork =
        (long) output.dimension(2)
            * output.dimension(3)
            * window.filterHeight()
            * window.filterWidth()
            * (depth / groups);
    long most = Math.min(fitting, ProductPlan.rowsOfUnit(form, rowWork));
    return ProductPlan.even(rows, Math.clamp(most, 1, rows));
  }

  /**
   * Returns the plan of rows that tiles find {@code rowWidth} values apart.
   *
   * @param band null if they read the input itself
   * @param readsBeyond true if a whole dword may be read at the end of a run
   */
  private ProductPlan plan(
      int inputIndex,
      ProductGeometry.Band band,
      int rowWidth,
      int rowsPerBlock,
      boolean readsBeyond) {
    boolean contiguous = groups == 1 && window.dilationWidth() == 1;
    Segments segments =
        new Segments(
            window.filterHeight(),
            window.dilationHeight() * rowWidth,
            contiguous ? 1 : window.filterWidth(),
            window.dilationWidth() * depth,
            (contiguous ? window.filterWidth() : 1) * (depth / groups),
            form,
            readsBeyond);
    return new ProductPlan(
        new ProductGeometry(
            output.dimension(1),
            output.dimension(2),
            band,
            window.strideHeight() * rowWidth,
            window.strideWidth() * depth,
            segments,
            groups,
            depth / groups,
            output.dimension(3),
            grid.pixelStride(),
            grid.rowStride(),
            rowsPerBlock),
        input.dimension(0),
        (long) form.elementBytes() * input.dimension(1) * input.dimension(2) * depth,
        form.elementBytes() * grid.imageStride(),
        inputIndex,
        form.elementBytes() * grid.at());
  }

  private static int reach(int filter, int dilation) {
    return (filter - 1) * dilation + 1;
  }

  private boolean isPadded() {
    return window.paddingTop() > 0
        || window.paddingLeft() > 0
        || (output.dimension(1) - 1) * window.strideHeight()
                + reach(window.filterHeight(), window.dilationHeight())
            > input.dimension(1)
        || (output.dimension(2) - 1) * window.strideWidth()
                + reach(window.filterWidth(), window.dilationWidth())
            > input.dimension(2);
  }
}
