/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Window;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.kernels.jit.support.product.ProductGeometry;
import org.tflm4j.kernels.jit.support.product.ProductPlan;
import org.tflm4j.kernels.jit.support.product.Segments;

/** Decides how a convolution walks over its images. */
final class ConvolutionPlan {
  /** Input of this size stays in the first-level cache beside some weights, or nearly so. */
  private static final int BLOCK_BYTES = 48 * 1024;

  private final Window window;
  private final int groups;

  /** Bytes of an element. */
  private final int elementBytes;

  /** Bytes of an input pixel. */
  private final int pixelBytes;

  private final Shape input;
  private final Shape output;

  private ConvolutionPlan(Window window, int groups, int elementBytes, Shape input, Shape output) {
    this.window = window;
    this.groups = groups;
    this.elementBytes = elementBytes;
    this.pixelBytes = input.dimension(3) * elementBytes;
    this.input = input;
    this.output = output;
  }

  /**
   * Returns the plan of a convolution.
   *
   * @param elementBytes 1 for INT8, 4 for FLOAT32
   * @param input [batches, height, width, depth]
   * @param output [batches, height, width, depth]
   */
  static ProductPlan of(Window window, int groups, int elementBytes, Shape input, Shape output) {
    return new ConvolutionPlan(window, groups, elementBytes, input, output).plan();
  }

  private ProductPlan plan() {
    boolean isPoint = window.filterHeight() == 1 && window.filterWidth() == 1;
    boolean isDense = isPoint && window.strideHeight() == 1 && window.strideWidth() == 1;
    // Bytes are flipped in the band; they are in place, too, but for each filter anew.
    boolean inPlace =
        !isPadded()
            && pixelBytes / groups >= Integer.BYTES
            && (isPoint || elementBytes >= Integer.BYTES);
    if (!inPlace) {
      return banded();
    }
    return isDense
        ? ProductPlan.dense(
            elementBytes,
            groups,
            input.dimension(3),
            input.dimension(0) * input.dimension(1),
            input.dimension(2),
            output.dimension(3))
        : inPlace();
  }

  private ProductPlan inPlace() {
    int rowBytes = input.dimension(2) * pixelBytes;
    return plan(null, rowBytes, rowsOfBlock(rowBytes), false);
  }

  private ProductPlan banded() {
    int needed =
        (output.dimension(2) - 1) * window.strideWidth()
            + reach(window.filterWidth(), window.dilationWidth());
    int imageBytes = input.dimension(2) * pixelBytes;
    int leftBytes = window.paddingLeft() * pixelBytes;
    // What is read behind a row lies in the next one, or in the slack.
    int rowBytes = (Math.max(needed * pixelBytes, leftBytes + imageBytes) + 3) & -4;
    int rowsPerBlock = rowsOfBlock(rowBytes);
    ProductGeometry.Band band =
        new ProductGeometry.Band(
            input.dimension(1),
            imageBytes,
            window.paddingTop(),
            leftBytes,
            rowBytes,
            window.strideHeight(),
            (rowsPerBlock - 1) * window.strideHeight()
                + reach(window.filterHeight(), window.dilationHeight()));
    return plan(band, rowBytes, rowsPerBlock, true);
  }

  /** Returns how many output rows are computed at a time. */
  private int rowsOfBlock(int rowBytes) {
    int rows = output.dimension(1);
    int reach = reach(window.filterHeight(), window.dilationHeight());
    int fitting = (BLOCK_BYTES / rowBytes - reach) / window.strideHeight() + 1;
    long rowWork =
        (long) output.dimension(2)
            * output.dimension(3)
            * window.filterHeight()
            * window.filterWidth()
            * (pixelBytes / groups);
    fitting = Math.min(fitting, ProductPlan.rowsOfUnit(rowWork));
    return ProductPlan.even(rows, Math.clamp(fitting, 1, rows));
  }

  /**
   * Returns the plan of rows that are {@code rowBytes} bytes apart where tiles read them.
   *
   * @param readsBeyond true if up to three bytes behind a run may be read
   */
  private ProductPlan plan(
      ProductGeometry.Band band, int rowBytes, int rowsPerBlock, boolean readsBeyond) {
    boolean contiguous = groups == 1 && window.dilationWidth() == 1;
    int groupBytes = pixelBytes / groups;
    Segments segments =
        new Segments(
            window.filterHeight(),
            window.dilationHeight() * rowBytes,
            contiguous ? 1 : window.filterWidth(),
            window.dilationWidth() * pixelBytes,
            (contiguous ? window.filterWidth() : 1) * groupBytes,
            readsBeyond);
    return new ProductPlan(
        new ProductGeometry(
            output.dimension(1),
            output.dimension(2),
            band,
            window.strideHeight() * rowBytes,
            window.strideWidth() * pixelBytes,
            segments,
            groups,
            groupBytes,
            output.dimension(3),
            rowsPerBlock,
            elementBytes),
        input.dimension(0),
        (long) input.dimension(1) * input.dimension(2) * pixelBytes,
        (long) output.dimension(1) * output.dimension(2) * output.dimension(3) * elementBytes);
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
