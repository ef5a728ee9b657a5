/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.quantization.FixedPoint;
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
  private final Quantize op;
  private final int outputMin;
  private final int outputMax;
  private final IntegerElements.Writer writer;

  private ReferenceQuantize(Quantize op, TensorType outputType) {
    this.op = op;
    this.outputMin = IntegerElements.min(outputType);
    this.outputMax = IntegerElements.max(outputType);
    this.writer = IntegerElements.writer(outputType);
  }

  static Kernel create(Quantize op, KernelRequest request) {
    TensorType inputType = request.inputType(0);
    TensorType outputType = request.output(0).type();
    ReferenceQuantize quantize = new ReferenceQuantize(op, outputType);
    if (inputType == TensorType.FLOAT32) {
      return (InPlaceKernel) quantize::evalFloat;
    }
    if (inputType.bits() == 8 && outputType.bits() == 8) {
      int mask = inputType == TensorType.UINT8 ? 0xFF : -1;
      return ElementwiseLoop.ofBytes(x -> quantize.requantize(x & mask));
    }
    IntegerElements.Reader reader = IntegerElements.reader(inputType);
    return outputType.bits() <= inputType.bits()
        ? (InPlaceKernel) context -> quantize.evalInteger(context, reader)
        : context -> quantize.evalInteger(context, reader);
  }

  private void evalFloat(KernelContext context) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    float scale = op.outputScale();
    // A long, so that the zero point can not make the saturated int wrap.
    long zeroPoint = op.outputOffset();
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      float value = LittleEndian.getFloat(input.data(), input.offset() + 4 * i);
      int rounded = (int) Rounding.halfAwayFromZero(value / scale);
      writer.put(
          output.data(), output.offset(), i, Math.clamp(rounded + zeroPoint, outputMin, outputMax));
    }
  }

  private void evalInteger(KernelContext context, IntegerElements.Reader reader) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      int value = reader.get(input.data(), input.offset(), i);
      writer.put(output.data(), output.offset(), i, requantize(value));
    }
  }

  /** INT32 inputs and zero points may wrap in the sums, as they do in TFLM. */
  private int requantize(int value) {
    int scaled =
        FixedPoint.multiply(
            value - op.inputOffset(), op.multiplier().multiplier(), op.multiplier().shift());
    return Math.clamp(scaled + op.outputOffset(), outputMin, outputMax);
  }
}
