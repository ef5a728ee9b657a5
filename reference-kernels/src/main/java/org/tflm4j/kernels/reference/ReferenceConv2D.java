/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * Mirrors {@code kernels/internal/reference/conv.h} and {@code integer_ops/conv.h}. Pixels that lie
 * side by side in the input and in the filter are taken as one run.
 */
final class ReferenceConv2D implements Kernel {
  private final Conv2D op;
  private final WindowSweep sweep;
  private final WindowSweep.Visitor visitor;
  private final IntegerDot dot;
  private final Requantizer requantizer;
  private final Int4Filter unpacker;
  private final int inputDepth;
  private final int outputDepth;

  /** Input channels that an output channel sees. */
  private final int filterDepth;

  private final int filtersPerGroup;

  /** A row of taps is one run in memory, in the input and in the filter. */
  private final boolean contiguous;

  ReferenceConv2D(Conv2D op, KernelRequest request) {
    this.op = op;
    TensorType type = request.inputType(0);
    sweep = new WindowSweep(op.window(), request.input(0).shape(), request.output(0).shape());
    visitor = type == TensorType.FLOAT32 ? this::visitFloats : this::visitIntegers;
    dot = IntegerDot.forInput(type);
    requantizer =
        new Requantizer(op.multipliers(), op.accumulator64(), op.outputOffset(), op.activation());
    unpacker = new Int4Filter(request.input(1));
    inputDepth = request.input(0).shape().lastDimension();
    outputDepth = request.output(0).shape().lastDimension();
    filterDepth = inputDepth / op.groups();
    filtersPerGroup = outputDepth / op.groups();
    contiguous = op.groups() == 1 && op.window().dilationWidth() == 1;
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

  private void visitIntegers(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor input = context.input(0);
    Tensor bias = context.hasInput(2) ? context.input(2) : null;
    byte[] filterData = unpacker.data(context);
    int filterStart = unpacker.offset(context);
    int elementBytes = input.type().bytes();
    int runs = contiguous ? 1 : endX - firstX;
    int runLength = contiguous ? (endX - firstX) * filterDepth : filterDepth;
    for (int channel = 0; channel < outputDepth; channel++) {
      int firstInput = channel / filtersPerGroup * filterDepth;
      long accumulator = Requantizer.bias(bias, channel);
      for (int y = firstY; y < endY; y++) {
        int pixel = origin + y * sweep.rowStep() + firstX * sweep.columnStep();
        int tap = (channel * op.window().filterHeight() + y) * op.window().filterWidth() + firstX;
        for (int run = 0; run < runs; run++) {
          accumulator +=
              dot.dot(
                  input.data(),
                  input.offset() + (pixel * inputDepth + firstInput) * elementBytes,
                  op.inputOffset(),
                  filterData,
                  filterStart + tap * filterDepth,
                  0,
                  runLength);
          pixel += sweep.columnStep();
          tap++;
        }
      }
      Requantizer.store(
          context.output(0),
          position * outputDepth + channel,
          requantizer.apply(accumulator, channel));
    }
  }

  private void visitFloats(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor input = context.input(0);
    Tensor filter = context.input(1);
    Tensor output = context.output(0);
    int runs = contiguous ? 1 : endX - firstX;
    int runLength = contiguous ? (endX - firstX) * filterDepth : filterDepth;
    for (int channel = 0; channel < outputDepth; channel++) {
      int firstInput = channel / filtersPerGroup * filterDepth;
      float total = 0;
      for (int y = firstY; y < endY; y++) {
        int pixel = origin + y * sweep.rowStep() + firstX * sweep.columnStep();
        int tap = (channel * op.window().filterHeight() + y) * op.window().filterWidth() + firstX;
        for (int run = 0; run < runs; run++) {
          total =
              FloatDot.add(
                  total,
                  input.data(),
                  input.offset() + 4 * (pixel * inputDepth + firstInput),
                  filter.data(),
                  filter.offset() + 4 * (tap * filterDepth),
                  runLength);
          pixel += sweep.columnStep();
          tap++;
        }
      }
      float bias = context.hasInput(2) ? context.input(2).float32At(channel) : 0;
      output.setFloat32At(position * outputDepth + channel, op.activation().clamp(total + bias));
    }
  }
}
