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
    IntegerElements.Reader reader = IntegerElements.reader(request.inputType(0));
    return context -> eval(op, reader, context);
  }

  private static void eval(Dequantize op, IntegerElements.Reader reader, KernelContext context) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    double scale = op.scale();
    int zeroPoint = op.zeroPoint();
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      int value = reader.get(input.data(), input.offset(), i);
      LittleEndian.putFloat(
          output.data(), output.offset() + 4 * i, (float) (scale * (value - zeroPoint)));
    }
  }
}
