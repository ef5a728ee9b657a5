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
    TensorType type = request.inputType(Abs.INPUT);
    return switch (op.numerics()) {
      case Abs.Real() -> ElementwiseLoop.ofReal(Math::abs);
      case Abs.Integers() -> ElementwiseLoop.ofIntegers(type, Math::abs);
      case Abs.Quantized quantized -> {
        int min = IntegerElements.min(type);
        int max = IntegerElements.max(type);
        yield ElementwiseLoop.ofIntegers(type, x -> Math.clamp(quantized(quantized, x), min, max));
      }
    };
  }

  /** Returns the output before it is clamped. */
  private static int quantized(Abs.Quantized numerics, int input) {
    int value = Math.abs(input - numerics.inputZeroPoint());
    return numerics.multiplier().apply(value) + numerics.outputZeroPoint();
  }
}
