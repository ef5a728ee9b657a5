/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.Fill;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code kernels/internal/reference/fill.h}. */
final class ReferenceFill {
  private ReferenceFill() {}

  static Kernel create(Fill op, KernelRequest request) {
    return ReferenceFill::eval;
  }

  private static void eval(KernelContext context) {
    Tensor value = context.input(Fill.VALUE);
    Tensor output = context.output(Fill.OUTPUT);
    ElementFill.fill(
        value.data(),
        value.offset(),
        value.byteSize(),
        output.data(),
        output.offset(),
        output.byteSize());
  }
}
