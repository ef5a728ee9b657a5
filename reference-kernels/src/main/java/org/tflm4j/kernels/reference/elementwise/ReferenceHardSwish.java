/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import static org.tflm4j.api.quantization.GemmlowpFixedPoint.roundingDivideByPowerOfTwo16;
import static org.tflm4j.api.quantization.GemmlowpFixedPoint.saturatingRoundingDoublingHighMul16;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.spi.KernelRequest;

/** Mirrors {@code kernels/internal/reference/hard_swish.h}. */
final class ReferenceHardSwish {
  private ReferenceHardSwish() {}

  static Kernel create(HardSwish op, KernelRequest request) {
    return switch (op.numerics()) {
      case HardSwish.Real() -> ElementwiseLoop.ofReal(ReferenceHardSwish::real);
      case HardSwish.Quantized numerics ->
          ElementwiseLoop.ofIntegers(
              request.inputType(HardSwish.INPUT), x -> quantized(numerics, x));
    };
  }

  private static float real(float x) {
    // As C++'s min and max, which make 0 of NaN.
    float shifted = x + 3;
    float positive = 0 < shifted ? shifted : 0;
    return x * (positive < 6 ? positive : 6) / 6;
  }

  /** All values have 16 bits, cut off where C++ does. */
  private static int quantized(HardSwish.Quantized op, int value) {
    short input = (short) ((short) (value - op.inputZeroPoint()) << 7);
    short scaledInput = saturatingRoundingDoublingHighMul16(input, (short) op.outputMultiplier());

    // The factor clamp(x + 3, 0, 6) / 6 from -1 to 1 first, that is x / 3 saturated, then from 0.
    int exponent = op.reluishExponent();
    short reluish = exponent > 0 ? saturatingShiftLeft(input, exponent - 1) : input;
    reluish = saturatingRoundingDoublingHighMul16(reluish, (short) op.reluishMultiplier());
    if (exponent > 0) {
      reluish = saturatingShiftLeft(reluish, 1);
    } else if (exponent < 0) {
      reluish = roundingDivideByPowerOfTwo16(reluish, -exponent);
    }
    reluish = (short) ((reluish + (1 << 15)) >> 1);

    // Truncated. It cannot overflow, since the factor is not negative.
    short product = (short) (reluish * scaledInput / (1 << 15));
    int output = roundingDivideByPowerOfTwo16(product, -op.outputExponent());
    return Math.clamp((short) (output + op.outputZeroPoint()), Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  private static short saturatingShiftLeft(short value, int amount) {
    return (short) Math.clamp((long) value << amount, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
