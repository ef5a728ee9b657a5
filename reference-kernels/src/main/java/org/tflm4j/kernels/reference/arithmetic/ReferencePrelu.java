/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import static org.tflm4j.api.tensor.LittleEndian.getShort;
import static org.tflm4j.api.tensor.LittleEndian.putShort;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.op.Prelu;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/** Mirrors {@code kernels/internal/reference/prelu.h}. */
final class ReferencePrelu {
  private ReferencePrelu() {}

  static Kernel create(Prelu op, KernelRequest request) {
    Broadcast broadcast = op.broadcast();
    BinaryRows rows = new BinaryRows(broadcast);
    BinaryRow row =
        switch (op.numerics()) {
          case Prelu.Real() -> rows.float32((a, b) -> a >= 0 ? a : a * b);
          case Prelu.Quantized numerics ->
              request.inputType(Prelu.INPUT) == TensorType.INT16
                  ? int16(op, numerics)
                  : rows.int8((a, b) ->
                      Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, prelu(numerics, a, b))));
        };
    return new BroadcastKernel(broadcast, row, request);
  }

  /** Returns the output before it is clamped. */
  private static int prelu(Prelu.Quantized op, int input, int alpha) {
    // The product is one of 17 and 9 bits at most. Where a multiplier above 1 shifts it out of an
    // int, it wraps as TFLM's does.
    int value = input - op.inputZeroPoint();
    int result =
        value >= 0
            ? op.identityMultiplier().apply(value)
            : op.alphaMultiplier().apply(value * (alpha - op.alphaZeroPoint()));
    return result + op.outputZeroPoint();
  }

  /** Input and output of INT16 with an alpha of INT8. */
  private static BinaryRow int16(Prelu op, Prelu.Quantized numerics) {
    int inputStep = 2 * op.broadcast().rowStep(Prelu.INPUT);
    int alphaStep = op.broadcast().rowStep(Prelu.ALPHA);
    return (input, inputAt, alpha, alphaAt, output, outputAt, count) -> {
      for (int i = 0; i < count; i++) {
        int result =
            prelu(
                numerics, getShort(input, inputAt + i * inputStep), alpha[alphaAt + i * alphaStep]);
        putShort(
            output,
            outputAt + 2 * i,
            (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, result)));
      }
    };
  }
}
