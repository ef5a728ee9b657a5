/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * Mirrors {@code kernels/internal/reference/depthwiseconv_float.h} and {@code
 * integer_ops/depthwise_conv.h}.
 */
final class ReferenceDepthwiseConv2D implements Kernel {
  private final DepthwiseConv2D op;
  private final WindowSweep sweep;
  private final WindowSweep.Visitor visitor;
  private final Requantizer requantizer;
  private final Int4Filter unpacker;
  private final int inputDepth;
  private final int outputDepth;

  ReferenceDepthwiseConv2D(DepthwiseConv2D op, KernelRequest request) {
    this.op = op;
    TensorType type = request.inputType(0);
    sweep = new WindowSweep(op.window(), request.input(0).shape(), request.output(0).shape());
    visitor =
        switch (type) {
          case FLOAT32 -> this::visitFloats;
          case INT16 -> this::visitShorts;
          default -> this::visitBytes;
        };
    requantizer =
        new Requantizer(
            op.multipliers(), type == TensorType.INT16, op.outputOffset(), op.activation());
    unpacker = new Int4Filter(request.input(1));
    inputDepth = request.input(0).shape().lastDimension();
    outputDepth = request.output(0).shape().lastDimension();
  }

  @Override
  public KernelMemory memory() {
    return unpacker.memory();
  }

  @Override
  public void eval(KernelContext context) {
    unpacker.unpack(context);
    sweep.run(context, visitor);
  }

  private void visitBytes(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    Tensor bias = context.hasInput(2) ? context.input(2) : null;
    byte[] inputData = input.data();
    byte[] filterData = unpacker.data(context);
    int filterStart = unpacker.offset(context);
    int inputStep = sweep.columnStep() * inputDepth;
    int filterWidth = op.window().filterWidth();
    int inputOffset = op.inputOffset();
    for (int channel = 0; channel < outputDepth; channel++) {
      // A product is at most 2^16, so the int holds 2^15 taps; it wraps beyond that, as TFLM's.
      int sum = 0;
      for (int y = firstY; y < endY; y++) {
        int pixel = origin + y * sweep.rowStep() + firstX * sweep.columnStep();
        int inputAt = input.offset() + pixel * inputDepth + channel / op.depthMultiplier();
        int filterAt = filterStart + (y * filterWidth + firstX) * outputDepth + channel;
        for (int x = firstX; x < endX; x++) {
          sum += (inputData[inputAt] + inputOffset) * filterData[filterAt];
          inputAt += inputStep;
          filterAt += outputDepth;
        }
      }
      Requantizer.store(
          output,
          position * outputDepth + channel,
          requantizer.apply(sum + Requantizer.bias(bias, channel), channel));
    }
  }

  private void visitShorts(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    Tensor bias = context.hasInput(2) ? context.input(2) : null;
    byte[] inputData = input.data();
    byte[] filterData = unpacker.data(context);
    int filterStart = unpacker.offset(context);
    int inputStep = 2 * sweep.columnStep() * inputDepth;
    int filterWidth = op.window().filterWidth();
    for (int channel = 0; channel < outputDepth; channel++) {
      // A product is at most 2^22, so the long can not overflow.
      long sum = 0;
      for (int y = firstY; y < endY; y++) {
        int pixel = origin + y * sweep.rowStep() + firstX * sweep.columnStep();
        int inputAt = input.offset() + 2 * (pixel * inputDepth + channel / op.depthMultiplier());
        int filterAt = filterStart + (y * filterWidth + firstX) * outputDepth + channel;
        for (int x = firstX; x < endX; x++) {
          sum += LittleEndian.getShort(inputData, inputAt) * filterData[filterAt];
          inputAt += inputStep;
          filterAt += outputDepth;
        }
      }
      Requantizer.store(
          output,
          position * outputDepth + channel,
          requantizer.apply(sum + Requantizer.bias(bias, channel), channel));
    }
  }

  private void visitFloats(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor input = context.input(0);
    Tensor filter = context.input(1);
    Tensor output = context.output(0);
    int inputStep = 4 * sweep.columnStep() * inputDepth;
    int filterWidth = op.window().filterWidth();
    for (int channel = 0; channel < outputDepth; channel++) {
      float total = 0;
      for (int y = firstY; y < endY; y++) {
        int pixel = origin + y * sweep.rowStep() + firstX * sweep.columnStep();
        int inputAt = input.offset() + 4 * (pixel * inputDepth + channel / op.depthMultiplier());
        int filterAt = filter.offset() + 4 * ((y * filterWidth + firstX) * outputDepth + channel);
        for (int x = firstX; x < endX; x++) {
          total +=
              LittleEndian.getFloat(input.data(), inputAt)
                  * LittleEndian.getFloat(filter.data(), filterAt);
          inputAt += inputStep;
          filterAt += 4 * outputDepth;
        }
      }
      float bias = context.hasInput(2) ? context.input(2).float32At(channel) : 0;
      output.setFloat32At(position * outputDepth + channel, op.activation().clamp(total + bias));
    }
  }
}
