/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.quantization.Rounding;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * Mirrors {@code kernels/internal/reference/quantize.h} and {@code requantize.h}. A real number too
 * large for 32 bits after scaling, undefined in TFLM, saturates; NaN becomes the zero point.
 */
final class ReferenceQuantize {
  private final int outputMin;
  private final int outputMax;
  private final IntegerElements.Writer writer;

  private ReferenceQuantize(TensorType outputType) {
    this.outputMin = IntegerElements.min(outputType);
    this.outputMax = IntegerElements.max(outputType);
    this.writer = IntegerElements.writer(outputType);
  }

  static Kernel create(Quantize op, KernelRequest request) {
    ReferenceQuantize quantize = new ReferenceQuantize(request.output(Quantize.OUTPUT).type());
    return switch (op.numerics()) {
      case Quantize.Real numerics ->
          (InPlaceKernel) context -> quantize.evalFloat(numerics, context);
      case Quantize.Quantized numerics -> quantize.requantization(numerics, request);
    };
  }

  private Kernel requantization(Quantize.Quantized numerics, KernelRequest request) {
    TensorType inputType = request.inputType(Quantize.INPUT);
    TensorType outputType = request.output(Quantize.OUTPUT).type();
    if (inputType.bits() == 8 && outputType.bits() == 8) {
      int mask = inputType == TensorType.UINT8 ? 0xFF : -1;
      return ElementwiseLoop.ofBytes(x -> requantize(numerics, x & mask));
    }
    IntegerElements.Reader reader = IntegerElements.reader(inputType);
    return outputType.bits() <= inputType.bits()
        ? (InPlaceKernel) context -> evalInteger(numerics, context, reader)
        : context -> evalInteger(numerics, context, reader);
  }

  private void evalFloat(Quantize.Real numerics, KernelContext context) {
    Tensor input = context.input(Quantize.INPUT);
    Tensor output = context.output(Quantize.OUTPUT);
    float scale = numerics.outputScale();
    // A long, so that the zero point cannot make the saturated int wrap.
    long zeroPoint = numerics.outputZeroPoint();
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      float value = LittleEndian.getFloat(input.data(), input.offset() + 4 * i);
      int rounded = (int) Rounding.halfAwayFromZero(value / scale);
      writer.put(
          output.data(), output.offset(), i, Math.clamp(rounded + zeroPoint, outputMin, outputMax));
    }
  }

  private void evalInteger(
      Quantize.Quantized numerics, KernelContext context, IntegerElements.Reader reader) {
    Tensor input = context.input(Quantize.INPUT);
    Tensor output = context.output(Quantize.OUTPUT);
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      int value = reader.get(input.data(), input.offset(), i);
      writer.put(output.data(), output.offset(), i, requantize(numerics, value));
    }
  }

  /** INT32 inputs and zero points may wrap in the sums, as they do in TFLM. */
  private int requantize(Quantize.Quantized numerics, int value) {
    int scaled = numerics.multiplier().apply(value - numerics.inputZeroPoint());
    return Math.clamp(scaled + numerics.outputZeroPoint(), outputMin, outputMax);
  }
}
