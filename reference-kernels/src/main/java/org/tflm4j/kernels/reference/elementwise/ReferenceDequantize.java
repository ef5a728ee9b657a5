/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/dequantize.h}. */
final class ReferenceDequantize {
  private ReferenceDequantize() {}

  static Kernel create(Dequantize op, KernelRequest request) {
    IntegerElements.Reader reader = IntegerElements.reader(request.inputType(Dequantize.INPUT));
    return switch (op.numerics()) {
      case Dequantize.Quantized numerics -> context -> eval(numerics, reader, context);
    };
  }

  private static void eval(
      Dequantize.Quantized numerics, IntegerElements.Reader reader, KernelContext context) {
    Tensor input = context.input(Dequantize.INPUT);
    Tensor output = context.output(Dequantize.OUTPUT);
    double scale = numerics.inputScale();
    int zeroPoint = numerics.inputZeroPoint();
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      int value = reader.get(input.data(), input.offset(), i);
      LittleEndian.putFloat(
          output.data(), output.offset() + 4 * i, (float) (scale * (value - zeroPoint)));
    }
  }
}
