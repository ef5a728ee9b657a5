/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static org.tflm4j.api.quantization.GemmlowpFixedPoint.roundingDivideByPowerOfTwo16;
import static org.tflm4j.api.quantization.GemmlowpFixedPoint.saturatingRoundingDoublingHighMul16;

import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** HARD_SWISH of INT8 and FLOAT32. */
final class JitHardSwish {
  private JitHardSwish() {}

  static Offer create(HardSwish op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case HardSwish.Quantized numerics ->
          ByteTable.ofInt8(op, x -> quantized(numerics, x), request, target);
      case HardSwish.Real() ->
          JitActivation.real(RealActivationWork.Function.HARD_SWISH, 0, op, request, target);
    };
  }

  /** Mirrors {@code hard_swish.h}: all values have 16 bits and are cut off where C++ does. */
  private static int quantized(HardSwish.Quantized op, int value) {
    short input = (short) ((short) (value - op.inputZeroPoint()) << 7);
    short scaled = saturatingRoundingDoublingHighMul16(input, (short) op.outputMultiplier());
    // x / 3, saturated to -1 to 1, becomes the factor from 0 to 1.
    int exponent = op.reluishExponent();
    short third =
        saturatingRoundingDoublingHighMul16(
            exponent > 0 ? shiftLeft(input, exponent - 1) : input, (short) op.reluishMultiplier());
    if (exponent > 0) {
      third = shiftLeft(third, 1);
    } else if (exponent < 0) {
      third = roundingDivideByPowerOfTwo16(third, -exponent);
    }
    short factor = (short) ((third + (1 << 15)) >> 1);
    short product = (short) (factor * scaled / (1 << 15));
    return (short)
        (roundingDivideByPowerOfTwo16(product, -op.outputExponent()) + op.outputZeroPoint());
  }

  private static short shiftLeft(short value, int amount) {
    return (short) Math.clamp((long) value << amount, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
