/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.LANES;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.vector.convolution.OutputRectangles.Rectangle;
import org.tflm4j.kernels.vector.support.ChannelSums;
import org.tflm4j.kernels.vector.support.Epilogue;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.Int8Lanes;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;

/**
 * DEPTHWISE_CONV_2D: channels across the lanes, several output pixels at a time. What a rectangle
 * of output pixels sees of a unit of channels is widened to floats once, see {@link WidenedWindow};
 * with a depth multiplier every input channel is repeated there.
 */
public final class VectorDepthwiseConv2D implements Kernel, OutputRectangles.Visitor {
  /** Output pixels of a rectangle. */
  private static final int RECTANGLE_PIXELS = 1024;

  /** Output pixels whose sums are requantized together, to stay in the first-level cache. */
  private static final int PIXELS = 96;

  private final WidenedWindow widened;
  private final OutputRectangles rectangles;
  private final DepthwiseLanes lanes;

  /** One for each pass over some taps; a single one where the sum of all is exact in float. */
  private final DepthwiseTile[] passes;

  /** Null where the window is another or rows are too short. */
  private final DepthwiseTile3x3 tile3x3;

  /** The weights, [unit][part]. */
  private final DepthwiseFilterVector[][] filter;

  private final SumPlaces sums;

  /** Where the sums of each unit lie; those of all channels where lanes run across pixels. */
  private final ChannelSums[] unitSums;

  private final Epilogue epilogue;
  private final KernelMemory memory;

  private VectorDepthwiseConv2D(
      WidenedWindow widened,
      DepthwiseLanes lanes,
      DepthwiseTile[] passes,
      DepthwiseTile3x3 tile3x3,
      DepthwiseWeights weights,
      Epilogue epilogue) {
    this.widened = widened;
    this.rectangles = widened.rectangles();
    this.lanes = lanes;
    this.passes = passes;
    this.tile3x3 = tile3x3;
    this.filter = new DepthwiseFilterVector[lanes.units()][lanes.parts()];
    for (int unit = 0; unit < lanes.units(); unit++) {
      for (int part = 0; part < lanes.parts(); part++) {
        filter[unit][part] = weights.vector(unit, part, lanes.sumsStep());
      }
    }
    this.epilogue = epilogue;
    WorkspaceLayout layout = new WorkspaceLayout();
    // Reading whole vectors goes beyond the end of the widened inputs.
    layout.reserve(widened.limbs() * widened.floats() + lanes.overread());
    int sumFloats =
        rowsTogether() * lanes.columns() * lanes.sumsStep()
            + DepthwiseTile.overrun(lanes.sumsStep());
    this.sums = SumPlaces.reserve(layout, sumFloats, widened.limbs(), passes.length == 1);
    this.unitSums =
        lanes.unitSums(sums.finishedAt(epilogue), sums.limbStep(), widened.outputDepth());
    long held = weights.heldBytes() + passes[0].heldBytes();
    this.memory =
        KernelMemory.workspace(layout.floats())
            .holding(held + rectangles.heldBytes() + epilogue.heldBytes());
  }

  public static KernelAnswer answer(DepthwiseConv2D op, KernelRequest request) {
    String refusal = FilterAndBias.refusal(request);
    if (refusal != null) {
      return KernelAnswer.declined(refusal);
    }
    FilterAndBias.Elements elements = FilterAndBias.elements(request);
    TensorSpec filter = request.input(DepthwiseConv2D.FILTER);
    int channels = filter.shape().dimension(3);
    int taps = filter.elementCount() / channels;
    PackedFilter.Source source = (channel, tap) -> elements.element(tap * channels + channel);
    if (request.input(DepthwiseConv2D.INPUT).shape().dimension(3) == 1) {
      // With a single input channel this is an ordinary convolution.
      Conv2D convolution = new Conv2D(op.window(), 1, op.numerics());
      return VectorConv2D.create(convolution, source, request, DepthwiseConv2D.INPUT, 1, 1);
    }
    Window window = op.window();
    Shape output = request.output(DepthwiseConv2D.OUTPUT).shape();
    WidenedWindow widened =
        new WidenedWindow(
            new ConvolutionInput(
                request.inputType(DepthwiseConv2D.INPUT),
                request.input(DepthwiseConv2D.INPUT).shape(),
                1,
                1,
                ConvolutionInput.zeroPoint(op.numerics())),
            window,
            output,
            op.depthMultiplier(),
            Math.min(channels, LANES),
            RECTANGLE_PIXELS);
    if (!widened.fits()) {
      return KernelAnswer.declined("what a window sees takes too much memory as floats");
    }
    SummationPlan summation = SummationPlan.of(request, source, channels, taps, op.numerics());
    Epilogue epilogue = summation.epilogue();
    DepthwiseLanes lanes = DepthwiseLanes.of(widened, window, channels, epilogue.takesInts());
    DepthwiseTile[] passes = passes(summation, lanes.pixels(widened, window), widened.taps());
    return KernelAnswer.of(
        new VectorDepthwiseConv2D(
            widened,
            lanes,
            passes,
            lanes.acrossPixels() || !DepthwiseTile3x3.takes(window, widened.columns())
                ? null
                : new DepthwiseTile3x3(
                    widened.taps()[3], passes[0].rowStep(widened.columns()), widened.depth()),
            new DepthwiseWeights(source, channels, taps, lanes, epilogue.initialSums()),
            epilogue));
  }

  private static DepthwiseTile[] passes(SummationPlan summation, int[] pixels, int[] taps) {
    int tapsOfPass = summation.atOnce() ? taps.length : summation.products();
    DepthwiseTile[] passes = new DepthwiseTile[Math.ceilDiv(taps.length, tapsOfPass)];
    for (int pass = 0; pass < passes.length; pass++) {
      int fromTap = pass * tapsOfPass;
      int toTap = Math.min(taps.length, fromTap + tapsOfPass);
      passes[pass] = new DepthwiseTile(pixels, taps, fromTap, toTap);
    }
    return passes;
  }

  /** Rows of output pixels whose sums are requantized together. */
  private int rowsTogether() {
    return lanes.acrossPixels() ? 1 : Math.clamp(PIXELS / widened.columns(), 1, widened.rows());
  }

  @Override
  public KernelMemory memory() {
    return memory;
  }

  @Override
  public List<InputOverlap> overlaps() {
    return widened.overlaps(rectangles, DepthwiseConv2D.INPUT, !lanes.acrossPixels());
  }

  @Override
  public void eval(KernelContext context) {
    rectangles.run(context, this);
  }

  @Override
  public void visit(KernelContext context, int batch, Rectangle rectangle, int pixel) {
    Tensor input = context.input(DepthwiseConv2D.INPUT);
    float[] workspace = context.workspace();
    widened.pad(rectangle, workspace);
    if (lanes.acrossPixels()) {
      widened.widen(input, batch, rectangle, 0, workspace);
      acrossPixels(context, rectangle, pixel);
    } else {
      for (int unit = 0; unit < lanes.units(); unit++) {
        widened.widen(input, batch, rectangle, lanes.firstChannel(unit), workspace);
        unit(context, unit, rectangle, pixel);
      }
    }
  }

  /** Computes a unit of channels of a rectangle. */
  private void unit(KernelContext context, int unit, Rectangle rectangle, int pixel) {
    Tensor output = context.output(DepthwiseConv2D.OUTPUT);
    int columns = rectangle.columns();
    int together = rowsTogether();
    for (int row = 0; row < rectangle.rows(); row += together) {
      int count = Math.min(together, rectangle.rows() - row);
      sum(context.workspace(), unit, 0, row, count, columns);
      int first = pixel + row * columns;
      epilogue.write(context.workspace(), unitSums[unit], output, first, count * columns);
    }
  }

  /** Computes a rectangle of pixels with few channels: lanes run over pixels and channels alike. */
  private void acrossPixels(KernelContext context, Rectangle rectangle, int pixel) {
    Tensor output = context.output(DepthwiseConv2D.OUTPUT);
    int columns = rectangle.columns();
    for (int row = 0; row < rectangle.rows(); row++) {
      for (int unit = lanes.units() - 1; unit >= 0; unit--) {
        sum(context.workspace(), unit, lanes.firstChannel(unit), row, 1, lanes.columns());
      }
      epilogue.write(context.workspace(), unitSums[0], output, pixel + row * columns, columns);
    }
  }

  /**
   * Sums up the taps of some rows of pixels for a unit of channels.
   *
   * @param channel the first channel, in the widened inputs and in the sums
   */
  private void sum(float[] workspace, int unit, int channel, int row, int rows, int columns) {
    for (int limb = 0; limb < widened.limbs(); limb++) {
      int inputAt = limb * widened.floats() + channel;
      for (int pass = 0; pass < passes.length; pass++) {
        // A vector's idle lanes are written over by the vector before it.
        for (int part = lanes.parts() - 1; part >= 0; part--) {
          int lane = part * Int8Lanes.FLOATS.length();
          int to = sums.floatsAt() + channel + lane;
          DepthwiseFilterVector weights = filter[unit][part];
          if (tile3x3 != null && columns == lanes.columns()) {
            int from = inputAt + lane + passes[pass].pixels()[row * columns];
            tile3x3.multiply(workspace, from, rows, columns, weights, to);
          } else {
            int first = row * lanes.columns();
            passes[pass].multiply(
                workspace, inputAt + lane, first, first + rows * columns, weights, to);
          }
        }
        if (epilogue.takesInts()) {
          int to = sums.intsAt() + limb * sums.limbStep();
          int count = rows * columns * lanes.sumsStep();
          ExactSums.toInts(workspace, sums.floatsAt(), to, count, pass > 0);
        }
      }
    }
  }
}
