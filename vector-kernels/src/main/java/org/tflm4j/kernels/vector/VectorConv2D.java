/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec.ConstantData;

/**
 * INT8 CONV_2D as a product of matrices: output pixels times packed filters, four pixels and two
 * vectors of channels at a time. The input is widened to floats a band at a time, the rows that one
 * output row sees, with the zero point where the window is outside the image; pointwise
 * convolutions take runs of pixels instead.
 */
final class VectorConv2D implements Kernel {
  /**
   * Bytes of widened pixels that a pointwise convolution works on at once, to stay within the
   * first-level cache.
   */
  private static final int POINTWISE_BAND_BYTES = 8 * 1024;

  /** Pixels whose sums are requantized together, a multiple of the tile's rows. */
  private static final int PIXELS = 32;

  /** Sums of a block of channels for those pixels. */
  private static final int BLOCK_FLOATS = PIXELS * PackedFilter.WIDTH;

  private final Conv2D op;
  private final Shape inputShape;
  private final Shape outputShape;
  private final PackedFilter[] groups;
  private final ChannelRequantizer requantizer;
  private final boolean pointwise;

  /** Columns of a band; for a pointwise convolution pixels. */
  private final int bandWidth;

  private final int inputDepth;
  private final int outputDepth;
  private final Pass[] passes;

  /**
   * A part of the window that is summed up in float registers.
   *
   * @param bandOffset where it begins in the band
   * @param filterDepth where it begins in the depth of the filter
   */
  private record Pass(int bandOffset, int filterDepth, int segments, int segmentStep, int length) {}

  private VectorConv2D(
      Conv2D op,
      Shape inputShape,
      Shape outputShape,
      PackedFilter[] groups,
      ChannelRequantizer requantizer) {
    this.op = op;
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.groups = groups;
    this.requantizer = requantizer;
    this.inputDepth = inputShape.dimension(3);
    this.outputDepth = outputShape.dimension(3);
    this.pointwise = isPointwise(op.window());
    this.bandWidth =
        pointwise ? pointwisePixels() : (int) Int8Lanes.columns(op.window(), outputShape);
    this.passes = passes();
  }

  static KernelAnswer answer(Conv2D op, KernelRequest request) {
    String refusal = FilterAndBias.refusal(request);
    if (refusal != null) {
      return KernelAnswer.declined(refusal);
    }
    Window window = op.window();
    long columns = Int8Lanes.columns(window, request.output(0).shape());
    long floats = columns * window.filterHeight() * request.input(0).shape().dimension(3);
    if (floats > Int8Lanes.MAX_BAND_FLOATS) {
      return KernelAnswer.declined("the rows of a window take " + floats + " floats");
    }
    return KernelAnswer.of(create(op, FilterAndBias.filter(request), request));
  }

  /**
   * Makes the kernel.
   *
   * @param weights INT8, [outputDepth][filterHeight][filterWidth][inputDepth / groups]
   */
  static Kernel create(Conv2D op, ConstantData weights, KernelRequest request) {
    Shape inputShape = request.input(0).shape();
    Shape outputShape = request.output(0).shape();
    Window window = op.window();
    int channelsPerGroup = outputShape.dimension(3) / op.groups();
    int depth =
        window.filterHeight() * window.filterWidth() * inputShape.dimension(3) / op.groups();
    PackedFilter[] groups = new PackedFilter[op.groups()];
    int[] bias = new int[outputShape.dimension(3)];
    for (int group = 0; group < groups.length; group++) {
      groups[group] = new PackedFilter(weights, group * channelsPerGroup, channelsPerGroup, depth);
      for (int channel = 0; channel < channelsPerGroup; channel++) {
        int at = group * channelsPerGroup + channel;
        bias[at] =
            FilterAndBias.bias(request, at) + op.inputOffset() * groups[group].weightSum(channel);
      }
    }
    return new VectorConv2D(
        op,
        inputShape,
        outputShape,
        groups,
        new ChannelRequantizer(bias, op.multipliers(), op.outputOffset(), op.activation()));
  }

  /** One tap, every pixel, no padding: output pixels are input pixels, row ends do not matter. */
  private static boolean isPointwise(Window window) {
    return window.filterHeight() == 1
        && window.filterWidth() == 1
        && window.strideHeight() == 1
        && window.strideWidth() == 1
        && window.paddingTop() == 0
        && window.paddingLeft() == 0;
  }

  private int pixels() {
    return outputShape.elementCount(0, 3);
  }

  private int pointwisePixels() {
    int fitting = POINTWISE_BAND_BYTES / (Float.BYTES * inputDepth) / Tile.ROWS * Tile.ROWS;
    return Math.min(Math.max(fitting, Tile.ROWS), pixels());
  }

  private Pass[] passes() {
    Window window = op.window();
    int groupDepth = inputDepth / op.groups();
    int rowFloats = inputDepth * bandWidth;
    List<Pass> whole = new ArrayList<>();
    if (isContiguous()) {
      // The taps of a filter row lie side by side.
      whole.add(
          new Pass(0, 0, window.filterHeight(), rowFloats, window.filterWidth() * groupDepth));
    } else {
      for (int filterY = 0; filterY < window.filterHeight(); filterY++) {
        whole.add(
            new Pass(
                filterY * rowFloats,
                filterY * window.filterWidth() * groupDepth,
                window.filterWidth(),
                inputDepth * window.dilationWidth(),
                groupDepth));
      }
    }
    for (PackedFilter filter : groups) {
      if (!filter.isExactInOneChunk()) {
        return split(whole);
      }
    }
    return whole.toArray(Pass[]::new);
  }

  private boolean isContiguous() {
    return op.groups() == 1 && (op.window().dilationWidth() == 1 || op.window().filterWidth() == 1);
  }

  /** Cuts passes down to lengths that are exact for any weights. */
  private static Pass[] split(List<Pass> whole) {
    List<Pass> parts = new ArrayList<>();
    for (Pass pass : whole) {
      for (int segment = 0; segment < pass.segments(); segment++) {
        for (int k = 0; k < pass.length(); k += Int8Lanes.EXACT_PRODUCTS) {
          parts.add(
              new Pass(
                  pass.bandOffset() + segment * pass.segmentStep() + k,
                  pass.filterDepth() + segment * pass.length() + k,
                  1,
                  0,
                  Math.min(Int8Lanes.EXACT_PRODUCTS, pass.length() - k)));
        }
      }
    }
    return parts.toArray(Pass[]::new);
  }

  private int bandFloats() {
    return bandWidth * inputDepth * op.window().filterHeight();
  }

  @Override
  public KernelMemory memory() {
    long held = requantizer.heldBytes();
    for (PackedFilter filter : groups) {
      held += filter.heldBytes();
    }
    // A window that is summed up in parts needs its ints beside the floats of the part.
    int blocks = passes.length == 1 ? 1 : 2;
    return KernelMemory.workspace(bandFloats() + blocks * BLOCK_FLOATS).holding(held);
  }

  private int intsAt() {
    return bandFloats() + (passes.length == 1 ? 0 : BLOCK_FLOATS);
  }

  @Override
  public void eval(KernelContext context) {
    if (pointwise) {
      evalPointwise(context);
    } else {
      evalWindows(context);
    }
  }

  private void evalPointwise(KernelContext context) {
    Tensor input = context.input(0);
    int pixels = pixels();
    for (int pixel = 0; pixel < pixels; pixel += bandWidth) {
      int count = Math.min(bandWidth, pixels - pixel);
      WidenedRows.widenRun(
          input.data(),
          input.offset() + pixel * inputDepth,
          context.workspace(),
          0,
          count * inputDepth);
      multiply(context, pixel, count, inputDepth);
    }
  }

  private void evalWindows(KernelContext context) {
    int outputHeight = outputShape.dimension(1);
    int outputWidth = outputShape.dimension(2);
    int rowStep = inputDepth * op.window().strideWidth();
    for (int batch = 0; batch < outputShape.dimension(0); batch++) {
      for (int outY = 0; outY < outputHeight; outY++) {
        widenBand(context, batch, outY);
        multiply(context, (batch * outputHeight + outY) * outputWidth, outputWidth, rowStep);
      }
    }
  }

  /** Widens the input rows that output row {@code outY} sees. */
  private void widenBand(KernelContext context, int batch, int outY) {
    Tensor input = context.input(0);
    Window window = op.window();
    int inputHeight = inputShape.dimension(1);
    int inputWidth = inputShape.dimension(2);
    int left = Math.min(window.paddingLeft(), bandWidth);
    int inside = Math.max(0, Math.min(inputWidth, bandWidth - left));
    int right = bandWidth - left - inside;
    float zeroPoint = -op.inputOffset();
    int to = 0;
    float[] band = context.workspace();
    for (int filterY = 0; filterY < window.filterHeight(); filterY++) {
      int inY =
          outY * window.strideHeight() - window.paddingTop() + filterY * window.dilationHeight();
      if (inY < 0 || inY >= inputHeight) {
        WidenedRows.fill(band, to, bandWidth * inputDepth, zeroPoint);
      } else {
        int from = input.offset() + (batch * inputHeight + inY) * inputWidth * inputDepth;
        int at = to + left * inputDepth;
        WidenedRows.fill(band, to, left * inputDepth, zeroPoint);
        WidenedRows.widenRun(input.data(), from, band, at, inside * inputDepth);
        WidenedRows.fill(band, at + inside * inputDepth, right * inputDepth, zeroPoint);
      }
      to += bandWidth * inputDepth;
    }
  }

  /**
   * Computes consecutive output pixels from the band.
   *
   * @param pixel the first output pixel
   * @param rowStep from one pixel's window to the next in the band
   */
  private void multiply(KernelContext context, int pixel, int count, int rowStep) {
    for (int group = 0; group < groups.length; group++) {
      PackedFilter filter = groups[group];
      int firstChannel = group * (outputDepth / groups.length);
      int band = group * (inputDepth / groups.length);
      for (int block = 0; block < filter.blocks(); block++) {
        for (int row = 0; row < count; row += PIXELS) {
          int rows = Math.min(PIXELS, count - row);
          sum(context.workspace(), filter, block, band + row * rowStep, rowStep, rows);
          requantize(context, filter, block, firstChannel, pixel + row, rows);
        }
      }
    }
  }

  /** Sums up a block of channels for up to {@link #PIXELS} pixels. */
  private void sum(
      float[] workspace, PackedFilter filter, int block, int rowAt, int rowStep, int rows) {
    int floatsAt = bandFloats();
    boolean add = false;
    for (Pass pass : passes) {
      for (int row = 0; row < rows; row += Tile.ROWS) {
        Tile.multiply(
            workspace,
            rowAt + row * rowStep + pass.bandOffset(),
            rowStep,
            Math.min(Tile.ROWS, rows - row),
            pass.segments(),
            pass.segmentStep(),
            pass.length(),
            filter.weights(),
            filter.offset(block) + pass.filterDepth() * PackedFilter.WIDTH,
            workspace,
            floatsAt + row * PackedFilter.WIDTH);
      }
      Sums.toInts(workspace, floatsAt, intsAt(), rows * PackedFilter.WIDTH, add);
      add = true;
    }
  }

  private void requantize(
      KernelContext context,
      PackedFilter filter,
      int block,
      int firstChannel,
      int pixel,
      int rows) {
    Tensor output = context.output(0);
    int channel = firstChannel + filter.firstChannel(block);
    requantizer.apply(
        context.workspace(),
        intsAt(),
        PackedFilter.WIDTH,
        rows,
        channel,
        filter.channels(block),
        output.data(),
        output.offset() + pixel * outputDepth + channel,
        outputDepth);
  }
}
