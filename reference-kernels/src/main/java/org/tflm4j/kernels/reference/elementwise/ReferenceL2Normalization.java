/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.L2Normalization;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.InverseSquareRoot;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code kernels/internal/reference/l2normalization.h} and {@code
 * integer_ops/l2normalization.h}. Sums of squares beyond 32 bits, which overflow in TFLM, are exact
 * here.
 */
final class ReferenceL2Normalization {
  private static final float SMALLEST_LENGTH = 1e-6f;

  /** The output is in steps of 1/128. */
  private static final int OUTPUT_SHIFT = 7;

  private ReferenceL2Normalization() {}

  static Kernel create(L2Normalization op, KernelRequest request) {
    return switch (op.numerics()) {
      case L2Normalization.Real() -> (InPlaceKernel) context -> evalFloat(op, context);
      case L2Normalization.Quantized(int inputZeroPoint) ->
          (InPlaceKernel) context -> evalInt8(op, inputZeroPoint, context);
    };
  }

  private static void evalInt8(L2Normalization op, int inputZeroPoint, KernelContext context) {
    Tensor in = context.input(L2Normalization.INPUT);
    Tensor out = context.output(L2Normalization.OUTPUT);
    byte[] input = in.data();
    byte[] output = out.data();
    int depth = op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      int inputAt = in.offset() + row * depth;
      int outputAt = out.offset() + row * depth;
      // Squares of quantized differences have 16 bits, and there are less than 2^31.
      long sum = 0;
      for (int c = 0; c < depth; c++) {
        long value = (long) input[inputAt + c] - inputZeroPoint;
        sum += value * value;
      }
      int multiplier = InverseSquareRoot.multiplier(sum);
      int shift = InverseSquareRoot.shift(sum) + OUTPUT_SHIFT;
      for (int c = 0; c < depth; c++) {
        int scaled = FixedPoint.multiply(input[inputAt + c] - inputZeroPoint, multiplier, shift);
        output[outputAt + c] = (byte) Math.clamp(scaled, Byte.MIN_VALUE, Byte.MAX_VALUE);
      }
    }
  }

  private static void evalFloat(L2Normalization op, KernelContext context) {
    byte[] input = context.input(L2Normalization.INPUT).data();
    byte[] output = context.output(L2Normalization.OUTPUT).data();
    int rowBytes = 4 * op.depth();
    for (int row = 0; row < op.outerSize(); row++) {
      int inputAt = context.input(L2Normalization.INPUT).offset() + row * rowBytes;
      int outputAt = context.output(L2Normalization.OUTPUT).offset() + row * rowBytes;
      float sum = 0;
      for (int c = 0; c < rowBytes; c += 4) {
        float value = LittleEndian.getFloat(input, inputAt + c);
        sum += value * value;
      }
      float length = (float) Math.sqrt(sum);
      length = length < SMALLEST_LENGTH ? SMALLEST_LENGTH : length;
      for (int c = 0; c < rowBytes; c += 4) {
        float value = LittleEndian.getFloat(input, inputAt + c);
        LittleEndian.putFloat(output, outputAt + c, value / length);
      }
    }
  }
}
