/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.vector.support.Epilogue;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.Int8Lanes;

/**
 * CONV_2D as a product of matrices: the pixels of a rectangle of the output times blocks of packed
 * filters. What the rectangle sees of the input is widened to floats once, see {@link InputBand};
 * the sums of a block stay in the first-level cache until the epilogue has written them.
 */
public final class VectorConv2D implements Kernel {
  /** Output pixels to compute at once, enough to read a block of the filter many times. */
  private static final int PIXELS = 64;

  private final int inputIndex;
  private final Shape output;
  private final InputBand band;
  private final PackedFilter[] groups;

  /** Input channels of a group. */
  private final int groupDepth;

  private final ConvolutionPass[] passes;
  private final Epilogue epilogue;

  /** For each group what its sums begin with, as the filter is laid out. */
  private final float[][] initialSums;

  private VectorConv2D(
      int inputIndex,
      Shape output,
      InputBand band,
      PackedFilter[] groups,
      int groupDepth,
      ConvolutionPass[] passes,
      Epilogue epilogue) {
    this.inputIndex = inputIndex;
    this.output = output;
    this.band = band;
    this.groups = groups;
    this.groupDepth = groupDepth;
    this.passes = passes;
    this.epilogue = epilogue;
    this.initialSums = new float[groups.length][];
    float[] values = epilogue.initialSums();
    for (int group = 0; group < groups.length; group++) {
      initialSums[group] = groups[group].initialSums(values, group * groups[group].channels());
    }
  }

  public static KernelAnswer answer(Conv2D op, KernelRequest request) {
    String refusal = FilterAndBias.refusal(request);
    if (refusal != null) {
      return KernelAnswer.declined(refusal);
    }
    FilterAndBias.Elements filter = FilterAndBias.elements(request);
    int depth =
        request.input(Conv2D.FILTER).elementCount()
            / request.output(Conv2D.OUTPUT).shape().dimension(3);
    return create(
        op, (channel, k) -> filter.element(channel * depth + k), request, Conv2D.INPUT, 1, 1);
  }

  /**
   * Makes the kernel.
   *
   * @param weights by output channel and place in [filterHeight][filterWidth][inputDepth / groups]
   * @param request input, filter, bias and output of a convolution
   * @param inputIndex which of the operator's inputs is the convolution's
   * @param rowsApart rows from one input pixel to the next, with zero points between; 1 unless the
   *     convolution is a transposed one
   * @param columnsApart columns from one input pixel to the next
   */
  static KernelAnswer create(
      Conv2D op,
      PackedFilter.Source weights,
      KernelRequest request,
      int inputIndex,
      int rowsApart,
      int columnsApart) {
    Shape input = request.input(Conv2D.INPUT).shape();
    Shape output = request.output(Conv2D.OUTPUT).shape();
    Window window = op.window();
    if (isPointwise(window) && rowsApart == 1 && columnsApart == 1) {
      // Output pixels are input pixels and where rows end does not matter.
      input = Shape.of(1, 1, input.elementCount(0, 3), input.dimension(3));
      output = Shape.of(1, 1, output.elementCount(0, 3), output.dimension(3));
    }
    InputBand band =
        new InputBand(
            request.inputType(Conv2D.INPUT),
            window,
            input,
            output,
            1,
            input.dimension(3),
            rowsApart,
            columnsApart,
            PIXELS,
            op.numerics());
    if (!band.fits()) {
      return KernelAnswer.declined("what a window sees takes too much memory as floats");
    }
    int groupDepth = input.dimension(3) / op.groups();
    int depth = window.filterHeight() * window.filterWidth() * groupDepth;
    int channels = output.dimension(3) / op.groups();
    PackedFilter[] groups = new PackedFilter[op.groups()];
    for (int group = 0; group < groups.length; group++) {
      int first = group * channels;
      groups[group] =
          new PackedFilter((channel, k) -> weights.weight(first + channel, k), channels, depth);
    }
    Summation summation = Summation.of(request, weights, output.dimension(3), depth, op.numerics());
    return KernelAnswer.of(
        new VectorConv2D(
            inputIndex,
            output,
            band,
            groups,
            groupDepth,
            ConvolutionPass.of(band, window, op.groups(), groupDepth, summation),
            summation.epilogue()));
  }

  /** One tap, every pixel, no padding. */
  private static boolean isPointwise(Window window) {
    return window.filterHeight() == 1
        && window.filterWidth() == 1
        && window.strideHeight() == 1
        && window.strideWidth() == 1
        && window.paddingTop() == 0
        && window.paddingLeft() == 0;
  }

  /** Floats of the sums of a block. */
  private int sumFloats() {
    return band.rows() * band.columns() * PackedFilter.WIDTH + Tile.overrun(PackedFilter.WIDTH);
  }

  /** The floats of a pass lie behind the bands. */
  private int floatsAt() {
    return band.limbs() * band.floats();
  }

  /**
   * Where sums are added up as ints, for each limb; in place of the floats if there is one pass.
   */
  private int intsAt() {
    return floatsAt() + (band.limbs() == 1 && passes.length == 1 ? 0 : sumFloats());
  }

  @Override
  public KernelMemory memory() {
    long held = epilogue.heldBytes();
    for (int group = 0; group < groups.length; group++) {
      held += groups[group].heldBytes() + (long) Float.BYTES * initialSums[group].length;
    }
    for (ConvolutionPass pass : passes) {
      held += pass.heldBytes();
    }
    return KernelMemory.workspace(intsAt() + band.limbs() * sumFloats()).holding(held);
  }

  @Override
  public List<InputOverlap> overlaps() {
    return band.overlaps(inputIndex, output.dimension(3), output.dimension(0), false);
  }

  @Override
  public void eval(KernelContext context) {
    int outputHeight = output.dimension(1);
    int outputWidth = output.dimension(2);
    for (int batch = 0; batch < output.dimension(0); batch++) {
      for (int outY = 0; outY < outputHeight; outY += band.rows()) {
        int rows = Math.min(band.rows(), outputHeight - outY);
        for (int outX = 0; outX < outputWidth; outX += band.columns()) {
          int columns = Math.min(band.columns(), outputWidth - outX);
          band.pad(outY, outX, rows, context.workspace());
          band.widen(context.input(inputIndex), batch, outY, outX, rows, 0, context.workspace());
          int pixel = (batch * outputHeight + outY) * outputWidth + outX;
          multiply(context.workspace(), context.output(Conv2D.OUTPUT), pixel, rows * columns);
        }
      }
    }
  }

  /** Computes consecutive output pixels from the band. */
  private void multiply(float[] workspace, Tensor output, int pixel, int pixels) {
    for (int group = 0; group < groups.length; group++) {
      PackedFilter filter = groups[group];
      for (int block = 0; block < filter.blocks(); block++) {
        // Without a whole unit of channels the pixels' sums lie side by side without padding.
        boolean dense = filter.isNarrow() && !epilogue.takesInts();
        int step = dense ? filter.channels() : filter.width(block);
        int sums = sum(workspace, group, block, pixels, step);
        for (int unit = 0; unit < filter.units(block); unit++) {
          epilogue.write(
              workspace,
              sums + unit * Int8Lanes.LANES,
              step,
              sumFloats(),
              output,
              pixel,
              pixels,
              group * filter.channels() + filter.firstChannel(block, unit),
              Math.min(filter.channels(), Int8Lanes.LANES));
        }
      }
    }
  }

  /** Sums up a block of channels and returns where the sums are. */
  private int sum(float[] workspace, int group, int block, int pixels, int step) {
    PackedFilter filter = groups[group];
    for (int limb = 0; limb < band.limbs(); limb++) {
      for (int pass = 0; pass < passes.length; pass++) {
        passes[pass]
            .tile()
            .multiply(
                workspace,
                limb * band.floats() + group * groupDepth,
                pixels,
                filter.vectors(block),
                filter.weights(),
                filter.offset(block) + passes[pass].filterDepth() * filter.width(block),
                initialSums[group],
                block * PackedFilter.WIDTH,
                workspace,
                floatsAt(),
                step);
        if (epilogue.takesInts()) {
          int to = intsAt() + limb * sumFloats();
          Sums.toInts(workspace, floatsAt(), to, pixels * step, pass > 0);
        }
      }
    }
    return epilogue.takesInts() ? intsAt() : floatsAt();
  }
}
