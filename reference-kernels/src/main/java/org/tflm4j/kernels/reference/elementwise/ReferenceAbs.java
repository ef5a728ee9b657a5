/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Abs;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/** Mirrors ABS of {@code micro/kernels/elementwise.cc}. */
final class ReferenceAbs {
  private ReferenceAbs() {}

  static Kernel create(Abs op, KernelRequest request) {
    TensorType type = request.inputType(0);
    if (!op.quantized()) {
      return ElementwiseLoop.of(type, Math::abs, Math::abs);
    }
    int min = IntegerElements.min(type);
    int max = IntegerElements.max(type);
    return ElementwiseLoop.of(
        type,
        Math::abs,
        x -> {
          int value = Math.abs(x - op.inputOffset());
          int scaled = op.multiplier() == null ? value : op.multiplier().apply(value);
          return Math.clamp(scaled + op.outputOffset(), min, max);
        });
  }
}
