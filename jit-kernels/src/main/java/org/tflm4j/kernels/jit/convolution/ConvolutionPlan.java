/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.kernels.jit.support.DotForm;
import org.tflm4j.kernels.jit.support.product.ProductGeometry;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.Segments;

/** Decides how an INT8 convolution walks over its images. */
final class ConvolutionPlan {
  private ConvolutionPlan() {}

  /**
   * Returns the plan of a convolution.
   *
   * @param input [batches, height, width, depth]
   * @param output [batches, height, width, depth]
   */
  static ProductPlan of(DotForm form, Window window, int groups, Shape input, Shape output) {
    int depth = input.dimension(3);
    boolean isPoint = window.filterHeight() == 1 && window.filterWidth() == 1;
    if (!isPoint || isPadded(window, input, output)) {
      return banded(form, window, groups, input, output);
    }
    if (window.strideHeight() == 1 && window.strideWidth() == 1) {
      return ProductPlan.dense(
          form,
          groups,
          depth,
          input.dimension(0) * input.dimension(1),
          input.dimension(2),
          output.dimension(3));
    }
    return form == DotForm.BYTES && depth / groups >= form.laneValues()
        ? strided(window, groups, input, output)
        : banded(form, window, groups, input, output);
  }

  private static ProductPlan strided(Window window, int groups, Shape input, Shape output) {
    int depth = input.dimension(3);
    return new ProductPlan(
        new ProductGeometry(
            output.dimension(1),
            output.dimension(2),
            null,
            window.strideHeight() * input.dimension(2) * depth,
            window.strideWidth() * depth,
            Segments.one(depth / groups, DotForm.BYTES, false),
            groups,
            depth / groups,
            output.dimension(3),
            output.dimension(1)),
        input.dimension(0),
        (long) input.dimension(1) * input.dimension(2) * depth,
        (long) output.dimension(1) * output.dimension(2) * output.dimension(3));
  }

  private static ProductPlan banded(
      DotForm form, Window window, int groups, Shape input, Shape output) {
    int depth = input.dimension(3);
    int reach = reach(window.filterHeight(), window.dilationHeight());
    int needed =
        (output.dimension(2) - 1) * window.strideWidth()
            + reach(window.filterWidth(), window.dilationWidth());
    int imageWidth = input.dimension(2) * depth;
    int paddingLeft = window.paddingLeft() * depth;
    // What is read behind a row lies in the next one, or in the slack.
    int rowWidth = (Math.max(needed * depth, paddingLeft + imageWidth) + 3) & -4;
    int rows = output.dimension(1);
    int fitting = (ProductPlan.fitting(form, rowWidth) - reach) / window.strideHeight() + 1;
    int rowsPerBlock = ProductPlan.even(rows, Math.clamp(fitting, 1, rows));
    ProductGeometry.Band band =
        new ProductGeometry.Band(
            input.dimension(1),
            imageWidth,
            window.paddingTop(),
            paddingLeft,
            rowWidth,
            window.strideHeight(),
            (rowsPerBlock - 1) * window.strideHeight() + reach);
    boolean contiguous = groups == 1 && window.dilationWidth() == 1;
    Segments segments =
        new Segments(
            window.filterHeight(),
            window.dilationHeight() * rowWidth,
            contiguous ? 1 : window.filterWidth(),
            window.dilationWidth() * depth,
            (contiguous ? window.filterWidth() : 1) * (depth / groups),
            form,
            true);
    return new ProductPlan(
        new ProductGeometry(
            rows,
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
        (long) input.dimension(1) * imageWidth,
        (long) rows * output.dimension(2) * output.dimension(3));
  }

  private static int reach(int filter, int dilation) {
    return (filter - 1) * dilation + 1;
  }

  private static boolean isPadded(Window window, Shape input, Shape output) {
    return window.paddingTop() > 0
        || window.paddingLeft() > 0
        || (output.dimension(1) - 1) * window.strideHeight() >= input.dimension(1)
        || (output.dimension(2) - 1) * window.strideWidth() >= input.dimension(2);
  }
}
