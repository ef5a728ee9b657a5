/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.EXACT_PRODUCTS;
import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;

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
import org.tflm4j.api.tensor.TensorSpec.ConstantData;

/**
 * INT8 DEPTHWISE_CONV_2D: channels across the lanes, four output pixels at a time. Input rows are
 * widened to floats once, into a ring of as many rows as the window is high, with the zero point
 * where the window is outside the image; with a depth multiplier every input channel is repeated
 * there.
 */
final class VectorDepthwiseConv2D implements Kernel {
  /** Pixels whose sums are requantized together, a multiple of the tile's pixels. */
  private static final int PIXELS = 16;

  private final DepthwiseConv2D op;
  private final Shape inputShape;
  private final Shape outputShape;
  private final int channels;

  /** [tap][channels, padded to whole vectors]. */
  private final float[] weights;

  /** True if the sum of all taps is exact in float; otherwise the taps are summed up in parts. */
  private final boolean exact;

  private final ChannelRequantizer requantizer;
  private final int columns;
  private final DepthwiseTile tile;

  private VectorDepthwiseConv2D(
      DepthwiseConv2D op,
      Shape inputShape,
      Shape outputShape,
      float[] weights,
      boolean exact,
      ChannelRequantizer requantizer) {
    this.op = op;
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.channels = outputShape.dimension(3);
    this.weights = weights;
    this.exact = exact;
    this.requantizer = requantizer;
    Window window = op.window();
    this.columns = (int) Int8Lanes.columns(window, outputShape);
    this.tile =
        new DepthwiseTile(
            (window.filterHeight() - 1) * window.dilationHeight() + 1,
            columns * channels,
            channels * window.strideWidth(),
            channels * window.dilationWidth(),
            window.dilationHeight(),
            window.filterWidth(),
            padded(channels));
  }

  private static int padded(int channels) {
    return Math.ceilDiv(channels, FLOATS.length()) * FLOATS.length();
  }

  static KernelAnswer answer(DepthwiseConv2D op, KernelRequest request) {
    String refusal = FilterAndBias.refusal(request);
    if (refusal != null) {
      return KernelAnswer.declined(refusal);
    }
    Window window = op.window();
    long rows = (window.filterHeight() - 1L) * window.dilationHeight() + 1;
    long columns = Int8Lanes.columns(window, request.output(0).shape());
    long floats = rows * columns * request.output(0).shape().dimension(3);
    if (floats > Int8Lanes.MAX_BAND_FLOATS) {
      return KernelAnswer.declined("the rows of a window take " + floats + " floats");
    }
    TensorSpec filter = request.input(1);
    ConstantData data = FilterAndBias.filter(request);
    int channels = filter.shape().dimension(3);
    int taps = filter.elementCount() / channels;
    if (request.input(0).shape().dimension(3) == 1) {
      return KernelAnswer.of(asConvolution(op, data, taps, channels, request));
    }
    float[] weights = new float[taps * padded(channels)];
    int[] bias = new int[channels];
    boolean exact = true;
    for (int channel = 0; channel < channels; channel++) {
      int sum = 0;
      long magnitude = 0;
      for (int tap = 0; tap < taps; tap++) {
        int weight = data.bytes()[data.offset() + tap * channels + channel];
        weights[tap * padded(channels) + channel] = weight;
        sum += weight;
        magnitude += Math.abs(weight);
      }
      bias[channel] = FilterAndBias.bias(request, channel) + op.inputOffset() * sum;
      // Inputs are from -128 to 127, so no partial sum exceeds 128 * magnitude; integers up to 2^24
      // are floats.
      exact &= 128 * magnitude <= 1 << 24;
    }
    return KernelAnswer.of(
        new VectorDepthwiseConv2D(
            op,
            request.input(0).shape(),
            request.output(0).shape(),
            weights,
            exact,
            new ChannelRequantizer(bias, op.multipliers(), op.outputOffset(), op.activation())));
  }

  /** With a single input channel this is an ordinary convolution, whose filter is the transpose. */
  private static Kernel asConvolution(
      DepthwiseConv2D op, ConstantData data, int taps, int channels, KernelRequest request) {
    byte[] transposed = new byte[taps * channels];
    for (int tap = 0; tap < taps; tap++) {
      for (int channel = 0; channel < channels; channel++) {
        transposed[channel * taps + tap] = data.bytes()[data.offset() + tap * channels + channel];
      }
    }
    return VectorConv2D.create(
        new Conv2D(
            op.window(),
            1,
            op.inputOffset(),
            op.outputOffset(),
            op.multipliers(),
            false,
            op.activation()),
        new ConstantData(transposed, 0, transposed.length),
        request);
  }

  @Override
  public KernelMemory memory() {
    // Taps that are summed up in parts need their ints beside the floats of the part.
    return KernelMemory.workspace(bandFloats() + (exact ? 1 : 2) * sumFloats())
        .holding((long) Float.BYTES * weights.length + requantizer.heldBytes());
  }

  /** The last vector of the last pixel reads beyond its channels. */
  private int bandFloats() {
    return tile.ringRows() * tile.rowFloats() + FLOATS.length();
  }

  private int sumFloats() {
    return PIXELS * tile.channelStride();
  }

  private int intsAt() {
    return bandFloats() + (exact ? 0 : sumFloats());
  }

  @Override
  public void eval(KernelContext context) {
    Window window = op.window();
    int outputHeight = outputShape.dimension(1);
    int outputWidth = outputShape.dimension(2);
    for (int batch = 0; batch < outputShape.dimension(0); batch++) {
      int widened = 0;
      for (int outY = 0; outY < outputHeight; outY++) {
        // Rows count from the first row of padding.
        int firstRow = outY * window.strideHeight();
        for (widened = Math.max(widened, firstRow);
            widened < firstRow + tile.ringRows();
            widened++) {
          widenRow(context, batch, widened);
        }
        int pixel = (batch * outputHeight + outY) * outputWidth;
        for (int outX = 0; outX < outputWidth; outX += PIXELS) {
          int count = Math.min(PIXELS, outputWidth - outX);
          sum(context.workspace(), firstRow % tile.ringRows(), outX, count);
          requantize(context, pixel + outX, count);
        }
      }
    }
  }

  private void widenRow(KernelContext context, int batch, int row) {
    float[] band = context.workspace();
    int to = row % tile.ringRows() * tile.rowFloats();
    int inY = row - op.window().paddingTop();
    float zeroPoint = -op.inputOffset();
    if (inY < 0 || inY >= inputShape.dimension(1)) {
      WidenedRows.fill(band, to, columns * channels, zeroPoint);
      return;
    }
    Tensor input = context.input(0);
    int inputWidth = inputShape.dimension(2);
    int inputDepth = inputShape.dimension(3);
    int from = input.offset() + (batch * inputShape.dimension(1) + inY) * inputWidth * inputDepth;
    int left = Math.min(op.window().paddingLeft(), columns);
    int inside = Math.max(0, Math.min(inputWidth, columns - left));
    int right = columns - left - inside;
    WidenedRows.fill(band, to, left * channels, zeroPoint);
    if (op.depthMultiplier() == 1) {
      WidenedRows.widenRun(input.data(), from, band, to + left * channels, inside * channels);
    } else {
      for (int i = 0; i < inside * inputDepth; i++) {
        WidenedRows.fill(
            band,
            to + left * channels + i * op.depthMultiplier(),
            op.depthMultiplier(),
            input.data()[from + i]);
      }
    }
    WidenedRows.fill(band, to + (left + inside) * channels, right * channels, zeroPoint);
  }

  private void sum(float[] workspace, int ringRow, int outX, int count) {
    Window window = op.window();
    if (exact) {
      part(
          workspace,
          ringRow,
          outX,
          count,
          0,
          window.filterHeight(),
          0,
          window.filterWidth(),
          false);
      return;
    }
    for (int y = 0; y < window.filterHeight(); y++) {
      for (int x = 0; x < window.filterWidth(); x += EXACT_PRODUCTS) {
        int end = Math.min(x + EXACT_PRODUCTS, window.filterWidth());
        part(workspace, ringRow, outX, count, y, y + 1, x, end, x + y > 0);
      }
    }
  }

  /** Sums up a part of the taps for all channels of up to {@link #PIXELS} pixels. */
  private void part(
      float[] workspace,
      int ringRow,
      int outX,
      int count,
      int fromY,
      int toY,
      int fromX,
      int toX,
      boolean add) {
    int floatsAt = bandFloats();
    for (int pixel = 0; pixel < count; pixel += DepthwiseTile.PIXELS) {
      int at = (outX + pixel) * tile.pixelStep();
      for (int channel = 0; channel < channels; channel += FLOATS.length()) {
        tile.multiply(
            workspace,
            at + channel,
            ringRow,
            Math.min(DepthwiseTile.PIXELS, count - pixel),
            weights,
            channel,
            fromY,
            toY,
            fromX,
            toX,
            workspace,
            floatsAt + pixel * tile.channelStride());
      }
    }
    Sums.toInts(workspace, floatsAt, intsAt(), count * tile.channelStride(), add);
  }

  private void requantize(KernelContext context, int pixel, int count) {
    Tensor output = context.output(0);
    requantizer.apply(
        context.workspace(),
        intsAt(),
        tile.channelStride(),
        count,
        0,
        channels,
        output.data(),
        output.offset() + pixel * channels,
        channels);
  }
}
