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
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.kernels.vector.support.Epilogue;
import org.tflm4j.kernels.vector.support.FilterAndBias;
import org.tflm4j.kernels.vector.support.Int8Lanes;

/**
 * DEPTHWISE_CONV_2D: channels across the lanes, several output pixels at a time. What a rectangle
 * of output pixels sees of a unit of channels is widened to floats once, see {@link InputBand};
 * with a depth multiplier every input channel is repeated there.
 */
public final class VectorDepthwiseConv2D implements Kernel {
  /** Output pixels of a rectangle. */
  private static final int BAND_PIXELS = 1024;

  /** Output pixels whose sums are requantized together, to stay in the first-level cache. */
  private static final int PIXELS = 96;

  private final Shape output;
  private final InputBand band;
  private final DepthwiseLanes lanes;
  private final DepthwiseTile tile;
  private final boolean threeByThree;
  private final DepthwiseWeights weights;

  /** Taps of a pass: all where their sum is exact in float. */
  private final int tapsOfPass;

  private final Epilogue epilogue;

  private VectorDepthwiseConv2D(
      Shape output,
      InputBand band,
      DepthwiseLanes lanes,
      DepthwiseTile tile,
      boolean threeByThree,
      DepthwiseWeights weights,
      int tapsOfPass,
      Epilogue epilogue) {
    this.output = output;
    this.band = band;
    this.lanes = lanes;
    this.tile = tile;
    this.threeByThree = threeByThree;
    this.weights = weights;
    this.tapsOfPass = tapsOfPass;
    this.epilogue = epilogue;
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
    InputBand band =
        new InputBand(
            request.inputType(DepthwiseConv2D.INPUT),
            window,
            request.input(DepthwiseConv2D.INPUT).shape(),
            output,
            op.depthMultiplier(),
            Math.min(channels, LANES),
            1,
            1,
            BAND_PIXELS,
            op.numerics());
    if (!band.fits()) {
      return KernelAnswer.declined("what a window sees takes too much memory as floats");
    }
    Summation summation = Summation.of(request, source, channels, taps, op.numerics());
    Epilogue epilogue = summation.epilogue();
    DepthwiseLanes lanes = DepthwiseLanes.of(band, window, channels, epilogue.takesInts());
    return KernelAnswer.of(
        new VectorDepthwiseConv2D(
            output,
            band,
            lanes,
            new DepthwiseTile(lanes.pixels(band, window), band.taps()),
            !lanes.acrossPixels() && ThreeByThreeTile.takes(window, band.columns()),
            new DepthwiseWeights(source, channels, taps, lanes, epilogue.initialSums()),
            summation.atOnce() ? taps : summation.products(),
            epilogue));
  }

  /** Rows of output pixels whose sums are requantized together. */
  private int rowsTogether() {
    return lanes.acrossPixels() ? 1 : Math.clamp(PIXELS / band.columns(), 1, band.rows());
  }

  private int sumFloats() {
    return rowsTogether() * lanes.columns() * lanes.sumsStep()
        + DepthwiseTile.overrun(lanes.sumsStep());
  }

  /** Reading whole vectors goes beyond the end of the band. */
  private int bandFloats() {
    return band.limbs() * band.floats() + lanes.overread();
  }

  private boolean isExact() {
    return tapsOfPass >= tile.taps().length;
  }

  /**
   * Where sums are added up as ints, for each limb; in place of the floats if there is one pass.
   */
  private int intsAt() {
    return bandFloats() + (band.limbs() == 1 && isExact() ? 0 : sumFloats());
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(intsAt() + band.limbs() * sumFloats())
        .holding(weights.heldBytes() + tile.heldBytes() + epilogue.heldBytes());
  }

  @Override
  public List<InputOverlap> overlaps() {
    return band.overlaps(
        DepthwiseConv2D.INPUT, output.dimension(3), output.dimension(0), !lanes.acrossPixels());
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
          int pixel = (batch * outputHeight + outY) * outputWidth + outX;
          band.pad(outY, outX, rows, context.workspace());
          if (lanes.acrossPixels()) {
            band.widen(
                context.input(DepthwiseConv2D.INPUT),
                batch,
                outY,
                outX,
                rows,
                0,
                context.workspace());
            acrossPixels(context, pixel, rows, columns);
          } else {
            for (int unit = 0; unit < lanes.units(); unit++) {
              int channel = lanes.firstChannel(unit);
              band.widen(
                  context.input(DepthwiseConv2D.INPUT),
                  batch,
                  outY,
                  outX,
                  rows,
                  channel,
                  context.workspace());
              unit(context, unit, pixel, rows, columns);
            }
          }
        }
      }
    }
  }

  /** Computes a unit of channels of a rectangle. */
  private void unit(KernelContext context, int unit, int pixel, int rows, int columns) {
    int together = rowsTogether();
    for (int row = 0; row < rows; row += together) {
      int count = Math.min(together, rows - row);
      int sums = sum(context.workspace(), unit, 0, row, count, columns, 0);
      epilogue.write(
          context.workspace(),
          sums,
          lanes.sumsStep(),
          sumFloats(),
          context.output(DepthwiseConv2D.OUTPUT),
          pixel + row * columns,
          count * columns,
          lanes.firstChannel(unit),
          Math.min(lanes.channels(), LANES));
    }
  }

  /** Computes a rectangle of pixels with few channels: lanes run over pixels and channels alike. */
  private void acrossPixels(KernelContext context, int pixel, int rows, int columns) {
    int channels = output.dimension(3);
    for (int row = 0; row < rows; row++) {
      int sums = 0;
      for (int unit = lanes.units() - 1; unit >= 0; unit--) {
        int shift = lanes.firstChannel(unit);
        sums = sum(context.workspace(), unit, shift, row, 1, lanes.columns(), shift);
      }
      epilogue.write(
          context.workspace(),
          sums,
          channels,
          sumFloats(),
          context.output(DepthwiseConv2D.OUTPUT),
          pixel + row * columns,
          columns,
          0,
          channels);
    }
  }

  /**
   * Sums up the taps of some rows of pixels for a unit of channels.
   *
   * @param bandAt the first channel in the band
   * @param shift the first channel in the sums
   * @return where the sums are
   */
  private int sum(
      float[] workspace, int unit, int bandAt, int row, int rows, int columns, int shift) {
    int floatsAt = bandFloats();
    int taps = tile.taps().length;
    for (int limb = 0; limb < band.limbs(); limb++) {
      for (int tap = 0; tap < taps; tap += tapsOfPass) {
        int end = Math.min(taps, tap + tapsOfPass);
        // A vector's idle lanes are written over by the vector before it.
        for (int part = lanes.parts() - 1; part >= 0; part--) {
          int lane = part * Int8Lanes.FLOATS.length();
          int from = limb * band.floats() + bandAt + lane;
          int to = floatsAt + shift + lane;
          vector(workspace, unit, part, from, row, rows, columns, tap, end, to);
        }
        if (epilogue.takesInts()) {
          int to = intsAt() + limb * sumFloats();
          Sums.toInts(workspace, floatsAt, to, rows * columns * lanes.sumsStep(), tap > 0);
        }
      }
    }
    return epilogue.takesInts() ? intsAt() : floatsAt;
  }

  /** Sums up taps of some rows of pixels for a vector of channels. */
  private void vector(
      float[] workspace,
      int unit,
      int part,
      int bandAt,
      int row,
      int rows,
      int columns,
      int fromTap,
      int toTap,
      int sumsAt) {
    int initialAt = unit * LANES + part * Int8Lanes.FLOATS.length();
    int from = row * lanes.columns();
    if (threeByThree && columns == lanes.columns()) {
      ThreeByThreeTile.multiply(
          workspace,
          bandAt + tile.pixels()[from],
          tile.taps()[3],
          tile.rowStep(columns),
          band.depth(),
          rows,
          columns,
          weights.weights(),
          weights.offset(unit, part),
          weights.initialSums(),
          initialAt,
          workspace,
          sumsAt,
          lanes.sumsStep());
      return;
    }
    tile.multiply(
        workspace,
        bandAt,
        from,
        from + rows * columns,
        fromTap,
        toTap,
        weights.weights(),
        weights.offset(unit, part),
        weights.initialSums(),
        initialAt,
        workspace,
        sumsAt,
        lanes.sumsStep());
  }
}
