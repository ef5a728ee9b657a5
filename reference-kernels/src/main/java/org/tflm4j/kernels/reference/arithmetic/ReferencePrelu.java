/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import static org.tflm4j.api.tensor.LittleEndian.getShort;
import static org.tflm4j.api.tensor.LittleEndian.putShort;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.op.Prelu;
import org.tflm4j.api.spi.KernelRequest;

/** Mirrors {@code kernels/internal/reference/prelu.h}. */
final class ReferencePrelu {
  private ReferencePrelu() {}

  static Kernel create(Prelu op, KernelRequest request) {
    Broadcast broadcast = op.broadcast();
    BinaryRows rows = new BinaryRows(broadcast);
    BinaryRow row =
        switch (request.inputType(0)) {
          case FLOAT32 -> rows.float32((a, b) -> a >= 0 ? a : a * b);
          case INT8 ->
              rows.int8(
                  (a, b) -> Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, prelu(op, a, b))));
          case INT16 -> int16(op);
          default -> null;
        };
    return row == null ? null : new BroadcastKernel(broadcast, row, request);
  }

  /** Returns the output before it is clamped. */
  private static int prelu(Prelu op, int input, int alpha) {
    // Where a multiplier above 1 shifts this out of an int, it wraps as TFLM's does; the product is
    // one of 17 and 9 bits at most.
    int value = input + op.inputOffset();
    int result =
        value >= 0
            ? op.identityMultiplier().apply(value)
            : op.alphaMultiplier().apply(value * (alpha + op.alphaOffset()));
    return result + op.outputOffset();
  }

  /** Input and output of INT16 with an alpha of INT8. */
  private static BinaryRow int16(Prelu op) {
    int inputStep = 2 * op.broadcast().rowStep(0);
    int alphaStep = op.broadcast().rowStep(1);
    return (input, inputAt, alpha, alphaAt, output, outputAt, count) -> {
      for (int i = 0; i < count; i++) {
        int result =
            prelu(op, getShort(input, inputAt + i * inputStep), alpha[alphaAt + i * alphaStep]);
        putShort(
            output,
            outputAt + 2 * i,
            (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, result)));
      }
    };
  }
}
