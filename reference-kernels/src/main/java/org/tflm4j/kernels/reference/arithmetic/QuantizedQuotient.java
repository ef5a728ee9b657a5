/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.GemmlowpFixedPoint;

/** An element of DIV, INT8. Mirrors {@code kernels/internal/reference/div.h}. */
final class QuantizedQuotient implements IntBinaryOperator {
  private final Arithmetic.Product numerics;
  private final OutputScaling output;

  QuantizedQuotient(Arithmetic.Product numerics) {
    this.numerics = numerics;
    this.output = numerics.output();
  }

  @Override
  public int applyAsInt(int a, int b) {
    int dividend = a - numerics.input1ZeroPoint();
    int divisor = b - numerics.input2ZeroPoint();
    if (divisor == 0) {
      throw new KernelException("division by 0: the divisor is " + b + ", its zero point");
    }
    if (divisor < 0) {
      dividend = -dividend;
      divisor = -divisor;
    }
    // The reciprocal is that of the divisor divided by 2^divisorLog2; the dividend is shifted up to
    // the sign bit, so it fits by construction.
    int divisorLog2 = 31 - Integer.numberOfLeadingZeros(divisor);
    int headroom = leadingSignBits(dividend);
    int quotient =
        FixedPoint.saturatingRoundingDoublingHighMul(
            dividend << headroom, GemmlowpFixedPoint.normalizedReciprocal(divisor));
    int scaled =
        FixedPoint.saturatingRoundingDoublingHighMul(quotient, output.multiplier().multiplier());
    int shift = output.multiplier().shift() - divisorLog2 - headroom;
    return output.activation().clamp(shift(scaled, shift) + output.zeroPoint());
  }

  /** Counts the bits below the sign bit that equal it. */
  private static int leadingSignBits(int x) {
    return Integer.numberOfLeadingZeros(x ^ (x >> 31)) - 1;
  }

  /**
   * TFLM shifts by any number of bits, which is defined for 0 to 31 to the right only. Elsewhere
   * this is what it stands for: nothing is left of the number, or it saturates.
   */
  private static int shift(int x, int shift) {
    if (shift < -31) {
      return 0;
    }
    if (shift > 0) {
      // Saturated one bit below, so that the output zero point cannot make it wrap.
      long shifted = (long) x << Math.min(shift, 31);
      return (int) Math.max(-(1L << 30), Math.min(1L << 30, shifted));
    }
    return FixedPoint.roundingDivideByPowerOfTwo(x, -shift);
  }
}
