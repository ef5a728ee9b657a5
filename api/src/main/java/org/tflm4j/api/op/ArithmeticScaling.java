/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * How quantized operands are brought to a common scale, and the result to the output's. Mirrors
 * {@code ArithmeticParams} of {@code kernels/internal/types.h}; which parts an operator uses, and
 * how, is told by its record.
 *
 * @param input1Offset minus the zero point of the first input
 * @param input2Offset minus the zero point of the second input
 * @param outputOffset the output's zero point
 * @param leftShift bits that operands are shifted up before they are scaled
 * @param input1Multiplier scale of the first input relative to the common one
 * @param input2Multiplier scale of the second input relative to the common one
 * @param outputMultiplier the common scale relative to the output's
 */
public record ArithmeticScaling(
    int input1Offset,
    int input2Offset,
    int outputOffset,
    int leftShift,
    QuantizedMultiplier input1Multiplier,
    QuantizedMultiplier input2Multiplier,
    QuantizedMultiplier outputMultiplier) {
  /** For types without quantization. */
  public static final ArithmeticScaling NONE = products(0, 0, 0, QuantizedMultiplier.ZERO);

  /** Returns the scaling of an operator that needs no common scale: a product or quotient. */
  public static ArithmeticScaling products(
      int input1Offset, int input2Offset, int outputOffset, QuantizedMultiplier outputMultiplier) {
    return new ArithmeticScaling(
        input1Offset,
        input2Offset,
        outputOffset,
        0,
        QuantizedMultiplier.ZERO,
        QuantizedMultiplier.ZERO,
        outputMultiplier);
  }
}
