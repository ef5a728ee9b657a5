/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
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
    TensorType type = request.inputType(Conv2D.INPUT);
    sweep =
        new WindowSweep(
            op.window(),
            request.input(Conv2D.INPUT).shape(),
            request.output(Conv2D.OUTPUT).shape());
    visitor =
        switch (op.numerics()) {
          case Real real -> new FloatPixel(real.activation());
          case Quantized quantized -> new IntegerPixel(quantized, type);
        };
    unpacker = new Int4Filter(request.input(Conv2D.FILTER));
    elementBytes = type.bytes();
    inputDepth = request.input(Conv2D.INPUT).shape().lastDimension();
    outputDepth = request.output(Conv2D.OUTPUT).shape().lastDimension();
    filterDepth = inputDepth / op.groups();
    filtersPerGroup = outputDepth / op.groups();
    contiguous = op.groups() == 1 && op.window().dilationWidth() == 1;
    inputStep = sweep.columnStep() * inputDepth * type.bytes();
    inputRowStep = sweep.rowStep() * inputDepth * type.bytes();
    filterRowStep = op.window().filterWidth() * filterDepth;
    filterStep = op.window().filterHeight() * filterRowStep;
  }

  static Kernel create(Conv2D op, KernelRequest request) {
    return op.numerics() instanceof Quantized numerics && ReferencePairedConv2D.suits(op, request)
        ? new ReferencePairedConv2D(op, numerics, request)
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

  /** Computes the channels of a pixel from INT8 or INT16. */
  private final class IntegerPixel implements WindowSweep.Visitor {
    private final IntegerDot dot;
    private final int inputZeroPoint;
    private final Requantizer requantizer;

    IntegerPixel(Quantized numerics, TensorType type) {
      dot = IntegerDot.forInput(type);
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
      Tensor input = context.input(Conv2D.INPUT);
      Tensor bias = context.hasInput(Conv2D.BIAS) ? context.input(Conv2D.BIAS) : null;
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
                      inputZeroPoint,
                      filterData,
                      filterRow + run * filterDepth,
                      0,
                      runLength);
            }
            inputRow += inputRowStep;
            filterRow += filterRowStep;
          }
          requantizer.store(
              context.output(Conv2D.OUTPUT), position * outputDepth + channel, sum, bias, channel);
          channel++;
        }
      }
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
      Tensor filter = context.input(Conv2D.FILTER);
      byte[] inputData = context.input(Conv2D.INPUT).data();
      int firstInput = (origin + sweep.tap(firstY, firstX)) * inputDepth;
      int firstFilter = firstY * filterRowStep + firstX * filterDepth;
      int runs = contiguous ? 1 : endX - firstX;
      int runLength = contiguous ? (endX - firstX) * filterDepth : filterDepth;
      int channel = 0;
      for (int group = 0; group < op.groups(); group++) {
        int inputStart =
            context.input(Conv2D.INPUT).offset() + 4 * (firstInput + group * filterDepth);
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
          float bias =
              context.hasInput(Conv2D.BIAS) ? context.input(Conv2D.BIAS).float32At(channel) : 0;
          context
              .output(Conv2D.OUTPUT)
              .setFloat32At(position * outputDepth + channel, activation.clamp(total + bias));
          channel++;
        }
      }
    }
  }
}
