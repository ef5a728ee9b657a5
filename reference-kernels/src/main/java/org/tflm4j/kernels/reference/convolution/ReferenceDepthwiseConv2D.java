/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.DepthwiseConv2D;
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
  private final StridedDot dot;
  private final Requantizer requantizer;
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
    TensorType type = request.inputType(0);
    sweep = new WindowSweep(op.window(), request.input(0).shape(), request.output(0).shape());
    visitor = type == TensorType.FLOAT32 ? this::visitFloats : this::visitIntegers;
    dot = StridedDot.of(type, TensorType.INT8);
    requantizer =
        new Requantizer(
            op.multipliers(), type == TensorType.INT16, op.outputOffset(), op.activation());
    unpacker = new Int4Filter(request.input(1));
    inputDepth = request.input(0).shape().lastDimension();
    outputDepth = request.output(0).shape().lastDimension();
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

  private void visitIntegers(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor bias = context.hasInput(2) ? context.input(2) : null;
    byte[] inputData = context.input(0).data();
    byte[] filterData = unpacker.data(context);
    int rows = endY - firstY;
    int columns = endX - firstX;
    int firstInput =
        context.input(0).offset()
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
                op.inputOffset(),
                filterData,
                filterRow,
                outputDepth,
                0,
                columns);
        inputRow += inputRowStep;
        filterRow += filterRowStep;
      }
      requantizer.store(context.output(0), firstOutput + channel, sum, bias, channel);
    }
  }

  /**
   * Computes four channels of a pixel, which lie side by side; a loop over the few taps of one
   * channel would be all overhead. A product is at most 2^15, so the ints hold 2^16 taps; they wrap
   * beyond that, as TFLM's do.
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
    byte[] inputData = context.input(0).data();
    Tensor output = context.output(0);
    int offset = op.inputOffset();
    int sum0 = 0;
    int sum1 = 0;
    int sum2 = 0;
    int sum3 = 0;
    for (int y = 0; y < rows; y++) {
      int in = firstInput + channel + y * inputRowStep;
      int tap = firstFilter + channel + y * filterRowStep;
      for (int x = 0; x < columns; x++) {
        sum0 += (inputData[in] + offset) * filterData[tap];
        sum1 += (inputData[in + 1] + offset) * filterData[tap + 1];
        sum2 += (inputData[in + 2] + offset) * filterData[tap + 2];
        sum3 += (inputData[in + 3] + offset) * filterData[tap + 3];
        in += inputStep;
        tap += outputDepth;
      }
    }
    requantizer.store(output, firstOutput + channel, sum0, bias, channel);
    requantizer.store(output, firstOutput + channel + 1, sum1, bias, channel + 1);
    requantizer.store(output, firstOutput + channel + 2, sum2, bias, channel + 2);
    requantizer.store(output, firstOutput + channel + 3, sum3, bias, channel + 3);
  }

  private void visitFloats(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor filter = context.input(1);
    byte[] inputData = context.input(0).data();
    int firstInput =
        context.input(0).offset() + 4 * (origin + sweep.tap(firstY, firstX)) * inputDepth;
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
      float bias = context.hasInput(2) ? context.input(2).float32At(channel) : 0;
      context
          .output(0)
          .setFloat32At(position * outputDepth + channel, op.activation().clamp(total + bias));
    }
  }
}
