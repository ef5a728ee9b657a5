/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.FloatDot;
import org.tflm4j.kernels.reference.support.Int4Filter;
import org.tflm4j.kernels.reference.support.IntegerDot;
import org.tflm4j.kernels.reference.support.Requantizer;

/**
 * Every convolution that {@link ReferencePairedConv2D} does not take: FLOAT32, INT16, grouped, or
 * dilated across. Mirrors {@code kernels/internal/reference/conv.h} and {@code integer_ops/conv.h}.
 * Pixels that lie side by side in the input and in the filter are taken as one run.
 */
final class ReferenceConv2D implements Kernel {
  private final Conv2D op;
  private final WindowSweep sweep;
  private final WindowSweep.Visitor visitor;
  private final IntegerDot dot;
  private final Requantizer requantizer;
  private final Int4Filter unpacker;
  private final int elementBytes;
  private final int inputDepth;
  private final int outputDepth;

  /** Input channels that an output channel sees. */
  private final int filterDepth;

  private final int filtersPerGroup;

  /** A row of taps is one run in memory, in the input and in the filter. */
  private final boolean contiguous;

  /** Bytes from a pixel of the input to the next that a row of taps sees, and to the next row. */
  private final int inputStep;

  private final int inputRowStep;

  /** Elements of a row of taps of an output channel, and of all its taps. */
  private final int filterRowStep;

  private final int filterStep;

  private ReferenceConv2D(Conv2D op, KernelRequest request) {
    this.op = op;
    TensorType type = request.inputType(0);
    sweep = new WindowSweep(op.window(), request.input(0).shape(), request.output(0).shape());
    visitor = type == TensorType.FLOAT32 ? this::visitFloats : this::visitIntegers;
    dot = IntegerDot.forInput(type);
    requantizer =
        new Requantizer(op.multipliers(), op.accumulator64(), op.outputOffset(), op.activation());
    unpacker = new Int4Filter(request.input(1));
    elementBytes = type.bytes();
    inputDepth = request.input(0).shape().lastDimension();
    outputDepth = request.output(0).shape().lastDimension();
    filterDepth = inputDepth / op.groups();
    filtersPerGroup = outputDepth / op.groups();
    contiguous = op.groups() == 1 && op.window().dilationWidth() == 1;
    inputStep = sweep.columnStep() * inputDepth * type.bytes();
    inputRowStep = sweep.rowStep() * inputDepth * type.bytes();
    filterRowStep = op.window().filterWidth() * filterDepth;
    filterStep = op.window().filterHeight() * filterRowStep;
  }

  static Kernel create(Conv2D op, KernelRequest request) {
    return ReferencePairedConv2D.suits(op, request)
        ? new ReferencePairedConv2D(op, request)
        : new ReferenceConv2D(op, request);
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
    Tensor input = context.input(0);
    Tensor bias = context.hasInput(2) ? context.input(2) : null;
    byte[] inputData = input.data();
    byte[] filterData = unpacker.data(context);
    int filterStart = unpacker.offset(context) + firstY * filterRowStep + firstX * filterDepth;
    int firstInput = (origin + sweep.tap(firstY, firstX)) * inputDepth;
    int elementBytes = input.type().bytes();
    int runs = contiguous ? 1 : endX - firstX;
    int runLength = contiguous ? (endX - firstX) * filterDepth : filterDepth;
    int channel = 0;
    for (int group = 0; group < op.groups(); group++) {
      int inputStart = input.offset() + (firstInput + group * filterDepth) * elementBytes;
      for (int filter = 0; filter < filtersPerGroup; filter++) {
        long sum = 0;
        int inputRow = inputStart;
        int filterRow = filterStart + channel * filterStep;
        for (int y = firstY; y < endY; y++) {
          for (int run = 0; run < runs; run++) {
            sum +=
                dot.dot(
                    inputData,
                    inputRow + run * inputStep,
                    op.inputOffset(),
                    filterData,
                    filterRow + run * filterDepth,
                    0,
                    runLength);
          }
          inputRow += inputRowStep;
          filterRow += filterRowStep;
        }
        requantizer.store(context.output(0), position * outputDepth + channel, sum, bias, channel);
        channel++;
      }
    }
  }

  private void visitFloats(
      KernelContext context, int position, int origin, int firstY, int endY, int firstX, int endX) {
    Tensor filter = context.input(1);
    byte[] inputData = context.input(0).data();
    int firstInput = (origin + sweep.tap(firstY, firstX)) * inputDepth;
    int firstFilter = firstY * filterRowStep + firstX * filterDepth;
    int runs = contiguous ? 1 : endX - firstX;
    int runLength = contiguous ? (endX - firstX) * filterDepth : filterDepth;
    int channel = 0;
    for (int group = 0; group < op.groups(); group++) {
      int inputStart = context.input(0).offset() + 4 * (firstInput + group * filterDepth);
      for (int i = 0; i < filtersPerGroup; i++) {
        float total = 0;
        int inputRow = inputStart;
        int filterRow = filter.offset() + 4 * (firstFilter + channel * filterStep);
        for (int y = firstY; y < endY; y++) {
          for (int run = 0; run < runs; run++) {
            total =
                FloatDot.add(
                    total,
                    inputData,
                    inputRow + run * inputStep,
                    4,
                    filter.data(),
                    filterRow + 4 * run * filterDepth,
                    4,
                    runLength);
          }
          inputRow += inputRowStep;
          filterRow += 4 * filterRowStep;
        }
        float bias = context.hasInput(2) ? context.input(2).float32At(channel) : 0;
        context
            .output(0)
            .setFloat32At(position * outputDepth + channel, op.activation().clamp(total + bias));
        channel++;
      }
    }
  }
}
