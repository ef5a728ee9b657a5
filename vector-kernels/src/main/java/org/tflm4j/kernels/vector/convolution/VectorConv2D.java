/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.ArrayList;
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
import org.tflm4j.kernels.vector.convolution.OutputRectangles.Rectangle;
import org.tflm4j.kernels.vector.support.ChannelSums;
import org.tflm4j.kernels.vector.support.Epilogue;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.Int8Lanes;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;

/**
 * CONV_2D as a product of matrices: the pixels of a rectangle of the output times blocks of packed
 * filters. What the rectangle sees of the input is widened to floats once, see {@link
 * WidenedWindow}; the sums of a block stay in the first-level cache until the epilogue has written
 * them.
 */
public final class VectorConv2D implements Kernel, OutputRectangles.Visitor {
  /** Output pixels to compute at once, enough to read a block of the filter many times. */
  private static final int PIXELS = 64;

  private final int inputIndex;
  private final WidenedWindow widened;
  private final OutputRectangles rectangles;
  private final ConvolutionPass[] passes;
  private final SumPlaces sums;
  private final ConvolutionBlock[] blocks;
  private final Epilogue epilogue;
  private final KernelMemory memory;

  /**
   * Creates a kernel.
   *
   * @param groups the filter of each group
   * @param groupDepth input channels of a group
   */
  private VectorConv2D(
      int inputIndex,
      WidenedWindow widened,
      PackedFilter[] groups,
      int groupDepth,
      ConvolutionPass[] passes,
      Epilogue epilogue) {
    this.inputIndex = inputIndex;
    this.widened = widened;
    this.rectangles = widened.rectangles();
    this.passes = passes;
    this.epilogue = epilogue;
    WorkspaceLayout layout = new WorkspaceLayout();
    layout.reserve(widened.limbs() * widened.floats());
    int sumFloats =
        widened.rows() * widened.columns() * PackedFilter.WIDTH
            + ConvolutionTile.overrun(PackedFilter.WIDTH);
    this.sums = SumPlaces.reserve(layout, sumFloats, widened.limbs(), passes.length == 1);
    long held = epilogue.heldBytes() + rectangles.heldBytes();
    for (ConvolutionPass pass : passes) {
      held += pass.heldBytes();
    }
    List<ConvolutionBlock> all = new ArrayList<>();
    float[] values = epilogue.initialSums();
    for (int group = 0; group < groups.length; group++) {
      int firstChannel = group * groups[group].channels();
      float[] initialSums = groups[group].initialSums(values, firstChannel);
      held += groups[group].heldBytes() + (long) Float.BYTES * initialSums.length;
      for (int block = 0; block < groups[group].blocks(); block++) {
        all.add(block(groups[group], block, initialSums, group * groupDepth, firstChannel));
      }
    }
    this.blocks = all.toArray(ConvolutionBlock[]::new);
    this.memory = KernelMemory.workspace(layout.floats()).holding(held);
  }

  private ConvolutionBlock block(
      PackedFilter filter, int block, float[] initialSums, int inputChannel, int firstChannel) {
    // Without a whole unit of channels the pixels' sums lie side by side without padding.
    boolean dense = filter.isNarrow() && !epilogue.takesInts();
    int step = dense ? filter.channels() : filter.width(block);
    PackedFilterBlock[] weights = new PackedFilterBlock[passes.length];
    for (int pass = 0; pass < weights.length; pass++) {
      weights[pass] =
          new PackedFilterBlock(
              filter.weights(),
              filter.offset(block) + passes[pass].filterDepth() * filter.width(block),
              filter.vectors(block),
              initialSums,
              block * PackedFilter.WIDTH,
              step);
    }
    ChannelSums[] units = new ChannelSums[filter.units(block)];
    for (int unit = 0; unit < units.length; unit++) {
      units[unit] =
          new ChannelSums(
              sums.finishedAt(epilogue) + unit * Int8Lanes.LANES,
              step,
              sums.limbStep(),
              firstChannel + filter.firstChannel(block, unit),
              Math.min(filter.channels(), Int8Lanes.LANES));
    }
    return new ConvolutionBlock(inputChannel, weights, units);
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
    WidenedWindow widened =
        new WidenedWindow(
            new ConvolutionInput(
                request.inputType(Conv2D.INPUT),
                input,
                rowsApart,
                columnsApart,
                ConvolutionInput.zeroPoint(op.numerics())),
            window,
            output,
            1,
            input.dimension(3),
            PIXELS);
    if (!widened.fits()) {
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
    SummationPlan summation =
        SummationPlan.of(request, weights, output.dimension(3), depth, op.numerics());
    return KernelAnswer.of(
        new VectorConv2D(
            inputIndex,
            widened,
            groups,
            groupDepth,
            ConvolutionPass.of(widened, window, op.groups(), groupDepth, summation),
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

  @Override
  public KernelMemory memory() {
    return memory;
  }

  @Override
  public List<InputOverlap> overlaps() {
    return widened.overlaps(rectangles, inputIndex, false);
  }

  @Override
  public void eval(KernelContext context) {
    rectangles.run(context, this);
  }

  @Override
  public void visit(KernelContext context, int batch, Rectangle rectangle, int pixel) {
    float[] workspace = context.workspace();
    widened.pad(rectangle, workspace);
    widened.widen(context.input(inputIndex), batch, rectangle, 0, workspace);
    for (ConvolutionBlock block : blocks) {
      sum(workspace, block, rectangle.pixels());
      for (ChannelSums unit : block.units()) {
        Tensor output = context.output(Conv2D.OUTPUT);
        epilogue.write(workspace, unit, output, pixel, rectangle.pixels());
      }
    }
  }

  /** Sums up a block of channels of consecutive pixels. */
  private void sum(float[] workspace, ConvolutionBlock block, int pixels) {
    for (int limb = 0; limb < widened.limbs(); limb++) {
      int inputAt = limb * widened.floats() + block.inputChannel();
      for (int pass = 0; pass < passes.length; pass++) {
        PackedFilterBlock weights = block.passes()[pass];
        passes[pass].tile().multiply(workspace, inputAt, pixels, weights, sums.floatsAt());
        if (epilogue.takesInts()) {
          int to = sums.intsAt() + limb * sums.limbStep();
          int count = pixels * weights.sumsStep();
          ExactSums.toInts(workspace, sums.floatsAt(), to, count, pass > 0);
        }
      }
    }
  }
}
