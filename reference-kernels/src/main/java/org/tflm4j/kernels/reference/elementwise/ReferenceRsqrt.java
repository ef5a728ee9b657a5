/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Rsqrt;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.InverseSquareRoot;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * RSQRT of quantized numbers. Mirrors {@code micro/kernels/elementwise.cc}, but checks all inputs
 * before it writes the first output.
 */
final class ReferenceRsqrt implements InPlaceKernel {
  /** Keeps bits of the fraction while the root is an int. */
  private static final int FRACTIONAL_BITS = 20;

  private final Rsqrt.Quantized numerics;
  private final IntegerElements.Reader reader;
  private final Kernel loop;

  private ReferenceRsqrt(Rsqrt.Quantized numerics, TensorType type) {
    this.numerics = numerics;
    this.reader = IntegerElements.reader(type);
    int min = IntegerElements.min(type);
    int max = IntegerElements.max(type);
    this.loop =
        ElementwiseLoop.ofIntegers(
            type,
            x -> x <= numerics.inputZeroPoint() ? max : Math.clamp(apply(numerics, x), min, max));
  }

  static Kernel create(Rsqrt op, KernelRequest request) {
    return switch (op.numerics()) {
      case Rsqrt.Real() -> ElementwiseLoop.ofReal(x -> 1 / (float) Math.sqrt(x));
      case Rsqrt.Quantized numerics -> new ReferenceRsqrt(numerics, request.inputType(Rsqrt.INPUT));
    };
  }

  @Override
  public KernelMemory memory() {
    return loop.memory();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Rsqrt.INPUT);
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      int value = reader.get(input.data(), input.offset(), i);
      if (value < numerics.inputZeroPoint()) {
        throw new KernelException(
            "the square root of element "
                + i
                + " of "
                + input
                + " is not real: it is "
                + value
                + ", needs at least the zero point "
                + numerics.inputZeroPoint());
      }
    }
    loop.eval(context);
  }

  /** For an input above the zero point; the differences fit 17 bits. */
  private static int apply(Rsqrt.Quantized numerics, int input) {
    int value = input - numerics.inputZeroPoint();
    int root =
        FixedPoint.multiply(
            1,
            InverseSquareRoot.multiplier(value),
            InverseSquareRoot.shift(value) + FRACTIONAL_BITS);
    int scaled =
        FixedPoint.multiply(
            root,
            numerics.multiplier().multiplier(),
            numerics.multiplier().shift() - FRACTIONAL_BITS);
    return scaled + numerics.outputZeroPoint();
  }
}
