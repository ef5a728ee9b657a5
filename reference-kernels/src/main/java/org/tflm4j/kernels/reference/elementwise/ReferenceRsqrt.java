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

  private final Rsqrt op;
  private final IntegerElements.Reader reader;
  private final Kernel loop;

  private ReferenceRsqrt(Rsqrt op, TensorType type) {
    this.op = op;
    this.reader = IntegerElements.reader(type);
    int min = IntegerElements.min(type);
    int max = IntegerElements.max(type);
    this.loop =
        ElementwiseLoop.of(
            type, null, x -> x <= op.inputOffset() ? max : Math.clamp(apply(op, x), min, max));
  }

  static Kernel create(Rsqrt op, KernelRequest request) {
    TensorType type = request.inputType(0);
    return type == TensorType.FLOAT32
        ? ElementwiseLoop.ofReal(x -> 1 / (float) Math.sqrt(x))
        : new ReferenceRsqrt(op, type);
  }

  @Override
  public KernelMemory memory() {
    return loop.memory();
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    int count = input.elementCount();
    for (int i = 0; i < count; i++) {
      int value = reader.get(input.data(), input.offset(), i);
      if (value < op.inputOffset()) {
        throw new KernelException(
            "the square root of element "
                + i
                + " of "
                + input
                + " is not real: it is "
                + value
                + ", needs at least the zero point "
                + op.inputOffset());
      }
    }
    loop.eval(context);
  }

  /** For an input above the zero point; the differences fit 17 bits. */
  private static int apply(Rsqrt op, int input) {
    int value = input - op.inputOffset();
    int root =
        FixedPoint.multiply(
            1,
            InverseSquareRoot.multiplier(value),
            InverseSquareRoot.shift(value) + FRACTIONAL_BITS);
    int scaled =
        FixedPoint.multiply(
            root, op.multiplier().multiplier(), op.multiplier().shift() - FRACTIONAL_BITS);
    return scaled + op.outputOffset();
  }
}
