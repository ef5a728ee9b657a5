/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.dense;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.Int4Filter;
import org.tflm4j.kernels.reference.support.IntegerDot;
import org.tflm4j.kernels.reference.support.Requantizer;

/**
 * Mirrors {@code kernels/internal/reference/fully_connected.h} and {@code
 * integer_ops/fully_connected.h}.
 */
final class ReferenceFullyConnected implements Kernel {
  private final FullyConnected op;
  private final Quantized numerics;
  private final IntegerDot dot;
  private final Requantizer requantizer;
  private final Int4Filter unpacker;

  private ReferenceFullyConnected(FullyConnected op, Quantized numerics, KernelRequest request) {
    this.op = op;
    this.numerics = numerics;
    this.dot = IntegerDot.forInput(request.inputType(FullyConnected.INPUT));
    this.requantizer = new Requantizer(numerics);
    this.unpacker = new Int4Filter(request.input(FullyConnected.FILTER));
  }

  static Kernel create(FullyConnected op, KernelRequest request) {
    return switch (op.numerics()) {
      case Real real -> context -> evalFloat(op, real.activation(), context);
      case Quantized quantized -> new ReferenceFullyConnected(op, quantized, request);
    };
  }

  @Override
  public KernelMemory memory() {
    return unpacker.memory();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(FullyConnected.INPUT);
    Tensor bias = context.hasInput(FullyConnected.BIAS) ? context.input(FullyConnected.BIAS) : null;
    Tensor output = context.output(FullyConnected.OUTPUT);
    unpacker.unpack(context);
    byte[] filterData = unpacker.data(context);
    int filterAt = unpacker.offset(context);
    int rowBytes = op.accumDepth() * input.type().bytes();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + batch * rowBytes;
      for (int channel = 0; channel < op.outputDepth(); channel++) {
        long accumulator =
            Requantizer.bias(bias, channel)
                + dot.dot(
                    input.data(),
                    inputAt,
                    numerics.inputZeroPoint(),
                    filterData,
                    filterAt + channel * op.accumDepth(),
                    numerics.filterZeroPoint(),
                    op.accumDepth());
        Requantizer.store(
            output, batch * op.outputDepth() + channel, requantizer.apply(accumulator, channel));
      }
    }
  }

  private static void evalFloat(FullyConnected op, RealRange activation, KernelContext context) {
    Tensor input = context.input(FullyConnected.INPUT);
    Tensor filter = context.input(FullyConnected.FILTER);
    Tensor output = context.output(FullyConnected.OUTPUT);
    int depth = op.accumDepth();
    for (int batch = 0; batch < op.batches(); batch++) {
      int inputAt = input.offset() + 4 * batch * depth;
      for (int channel = 0; channel < op.outputDepth(); channel++) {
        int filterAt = filter.offset() + 4 * channel * depth;
        float total = 0;
        for (int i = 0; i < depth; i++) {
          total +=
              LittleEndian.getFloat(input.data(), inputAt + 4 * i)
                  * LittleEndian.getFloat(filter.data(), filterAt + 4 * i);
        }
        float bias =
            context.hasInput(FullyConnected.BIAS)
                ? context.input(FullyConnected.BIAS).float32At(channel)
                : 0;
        output.setFloat32At(batch * op.outputDepth() + channel, activation.clamp(total + bias));
      }
    }
  }
}
