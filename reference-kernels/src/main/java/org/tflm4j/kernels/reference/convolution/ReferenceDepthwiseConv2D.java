/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.FloatDot;
import org.tflm4j.kernels.reference.support.Int4Filter;
import org.tflm4j.kernels.reference.support.Requantizer;
import org.tflm4j.kernels.reference.support.StridedDot;

/**
 * Mirrors {@code kernels/internal/reference/depthwiseconv_float.h} and {@code
 * integer_ops/depthwise_conv.h}.
 */
final class ReferenceDepthwiseConv2D implements Kernel {
  private final DepthwiseConv2D op;
  private final WindowSweep sweep;
  private final WindowSweep.Visitor visitor;
  private final Int4Filter unpacker;
  private final int inputDepth;
  private final int outputDepth;
  private final int elementBytes;

  /** Bytes from a pixel of the input to the next that a row of taps sees, and to the next row. */
  private final int inputStep;

  private final int inputRowStep;

  /** Elements of a row of taps. */
  private final int filterRowStep;

  /** Neighbours in the input are neighbours in the filter, and they are bytes. */
  private final boolean foursOfBytes;

  ReferenceDepthwiseConv2D(DepthwiseConv2D op, KernelRequest request) {
    this.op = op;
    TensorType type = request.inputType(DepthwiseConv2D.INPUT);
    sweep =
        new WindowSweep(
            op.window(),
            request.input(DepthwiseConv2D.INPUT).shape(),
            request.output(DepthwiseConv2D.OUTPUT).shape());
    visitor =
        switch (op.numerics()) {
          case Real real -> new FloatPixel(real.activation());
          case Quantized quantized -> new IntegerPixel(quantized, type);
        };
    unpacker = new Int4Filter(request.input(DepthwiseConv2D.FILTER));
    inputDepth = request.input(DepthwiseConv2D.INPUT).shape().lastDimension();
    outputDepth = request.output(DepthwiseConv2D.OUTPUT).shape().lastDimension();
    elementBytes = type.bytes();
    inputStep = sweep.columnStep() * inputDepth * elementBytes;
    inputRowStep = sweep.rowStep() * inputDepth * elementBytes;
    filterRowStep = op.window().filterWidth() * outputDepth;
    foursOfBytes = type == TensorType.INT8 && op.depthMultiplier() == 1;
  }

  @Override
  public KernelMemory memory() {
    return unpacker.memory();
  }

  @Override
  public List<InputOverlap> overlaps() {
    return sweep.overlaps(inputDepth * elementBytes, outputDepth * elementBytes);
  }

  @Override
  public void eval(KernelContext context) {
    unpacker.unpack(context);
    sweep.run(context, visitor);
  }

  /** Computes the channels of a pixel from INT8 or INT16. */
  private final class IntegerPixel implements WindowSweep.Visitor {
    private final StridedDot dot;
    private final int inputZeroPoint;
    private final Requantizer requantizer;

    IntegerPixel(Quantized numerics, TensorType type) {
      dot = StridedDot.of(type, TensorType.INT8);
      inputZeroPoint = numerics.inputZeroPoint();
      requantizer = new Requantizer(numerics);
    }

    @Override
    public void visit(
        KernelContext context,
        int position,
        int origin,
        int firstY,
        int endY,
        int firstX,
        int endX) {
      Tensor bias =
          context.hasInput(DepthwiseConv2D.BIAS) ? context.input(DepthwiseConv2D.BIAS) : null;
      byte[] inputData = context.input(DepthwiseConv2D.INPUT).data();
      byte[] filterData = unpacker.data(context);
      int rows = endY - firstY;
      int columns = endX - firstX;
      int firstInput =
          context.input(DepthwiseConv2D.INPUT).offset()
              + (origin + sweep.tap(firstY, firstX)) * inputDepth * elementBytes;
      int firstFilter = unpacker.offset(context) + firstY * filterRowStep + firstX * outputDepth;
      int firstOutput = position * outputDepth;
      int channel = 0;
      if (foursOfBytes) {
        for (; channel <= outputDepth - 4; channel += 4) {
          fourChannels(
              context,
              bias,
              filterData,
              firstInput,
              firstFilter,
              rows,
              columns,
              firstOutput,
              channel);
        }
      }
      for (; channel < outputDepth; channel++) {
        long sum = 0;
        int inputRow = firstInput + channel / op.depthMultiplier() * elementBytes;
        int filterRow = firstFilter + channel;
        for (int y = 0; y < rows; y++) {
          sum +=
              dot.dot(
                  inputData,
                  inputRow,
                  inputStep,
                  inputZeroPoint,
                  filterData,
                  filterRow,
                  outputDepth,
                  0,
                  columns);
          inputRow += inputRowStep;
          filterRow += filterRowStep;
        }
        requantizer.store(
            context.output(DepthwiseConv2D.OUTPUT), firstOutput + channel, sum, bias, channel);
      }
    }

    /**
     * Computes four channels of a pixel, which lie side by side; a loop over the few taps of one
     * channel would be all overhead. A product is at most 2^15, so the ints hold 2^16 taps; they
     * wrap beyond that, as TFLM's do.
     */
    private void fourChannels(
        KernelContext context,
        Tensor bias,
        byte[] filterData,
        int firstInput,
        int firstFilter,
        int rows,
        int columns,
        int firstOutput,
        int channel) {
      byte[] inputData = context.input(DepthwiseConv2D.INPUT).data();
      Tensor output = context.output(DepthwiseConv2D.OUTPUT);
      int zeroPoint = inputZeroPoint;
      int sum0 = 0;
      int sum1 = 0;
      int sum2 = 0;
      int sum3 = 0;
      for (int y = 0; y < rows; y++) {
        int in = firstInput + channel + y * inputRowStep;
        int tap = firstFilter + channel + y * filterRowStep;
        for (int x = 0; x < columns; x++) {
          sum0 += (inputData[in] - zeroPoint) * filterData[tap];
          sum1 += (inputData[in + 1] - zeroPoint) * filterData[tap + 1];
          sum2 += (inputData[in + 2] - zeroPoint) * filterData[tap + 2];
          sum3 += (inputData[in + 3] - zeroPoint) * filterData[tap + 3];
          in += inputStep;
          tap += outputDepth;
        }
      }
      requantizer.store(output, firstOutput + channel, sum0, bias, channel);
      requantizer.store(output, firstOutput + channel + 1, sum1, bias, channel + 1);
      requantizer.store(output, firstOutput + channel + 2, sum2, bias, channel + 2);
      requantizer.store(output, firstOutput + channel + 3, sum3, bias, channel + 3);
    }
  }

  /** Computes the channels of a pixel from FLOAT32. */
  private final class FloatPixel implements WindowSweep.Visitor {
    private final RealRange activation;

    FloatPixel(RealRange activation) {
      this.activation = activation;
    }

    @Override
    public void visit(
        KernelContext context,
        int position,
        int origin,
        int firstY,
        int endY,
        int firstX,
        int endX) {
      Tensor filter = context.input(DepthwiseConv2D.FILTER);
      byte[] inputData = context.input(DepthwiseConv2D.INPUT).data();
      int firstInput =
          context.input(DepthwiseConv2D.INPUT).offset()
              + 4 * (origin + sweep.tap(firstY, firstX)) * inputDepth;
      int firstFilter = filter.offset() + 4 * (firstY * filterRowStep + firstX * outputDepth);
      for (int channel = 0; channel < outputDepth; channel++) {
        float total = 0;
        int inputRow = firstInput + 4 * (channel / op.depthMultiplier());
        int filterRow = firstFilter + 4 * channel;
        for (int y = firstY; y < endY; y++) {
          total =
              FloatDot.add(
                  total,
                  inputData,
                  inputRow,
                  inputStep,
                  filter.data(),
                  filterRow,
                  4 * outputDepth,
                  endX - firstX);
          inputRow += inputRowStep;
          filterRow += 4 * filterRowStep;
        }
        float bias =
            context.hasInput(DepthwiseConv2D.BIAS)
                ? context.input(DepthwiseConv2D.BIAS).float32At(channel)
                : 0;
        context
            .output(DepthwiseConv2D.OUTPUT)
            .setFloat32At(position * outputDepth + channel, activation.clamp(total + bias));
      }
    }
  }
}
