/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

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

  /** Channels of an input pixel. */
  private final int depth;

  private ConvolutionPlan(DotForm form, Window window, int groups, Shape input, Shape output) {
    this.form = form;
    this.window = window;
    this.groups = groups;
    this.input = input;
    this.output = output;
    this.depth = input.dimension(3);
  }

  /**
   * Returns the plan of a convolution.
   *
   * @param input [batches, height, width, depth]
   * @param output [batches, height, width, depth]
   */
  static ProductPlan of(DotForm form, Window window, int groups, Shape input, Shape output) {
    return new ConvolutionPlan(form, window, groups, input, output).plan();
  }

  private ProductPlan plan() {
    boolean isPoint = window.filterHeight() == 1 && window.filterWidth() == 1;
    if (isPadded()) {
      return banded();
    }
    if (isPoint && window.strideHeight() == 1 && window.strideWidth() == 1) {
      return ProductPlan.dense(
          form,
          groups,
          depth,
          input.dimension(0) * input.dimension(1),
          input.dimension(2),
          output.dimension(3));
    }
    // Bytes of larger windows would be flipped in place as often as they are read.
    boolean inPlace =
        form.isInPlace()
            && depth / groups >= form.laneValues()
            && (isPoint || form == DotForm.FLOATS);
    if (!inPlace) {
      return banded();
    }
    int rowWidth = input.dimension(2) * depth;
    return plan(null, rowWidth, rowsPerBlock(rowWidth), false);
  }

  private ProductPlan banded() {
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
    return plan(band, rowWidth, rowsPerBlock, true);
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
      ProductGeometry.Band band, int rowWidth, int rowsPerBlock, boolean readsBeyond) {
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
            rowsPerBlock),
        input.dimension(0),
        (long) form.elementBytes() * input.dimension(1) * input.dimension(2) * depth,
        (long) form.elementBytes()
            * output.dimension(1)
            * output.dimension(2)
            * output.dimension(3));
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
