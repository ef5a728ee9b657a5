/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * How an operator brings a quantized input to a scale that it shares with other inputs: {@code
 * ((value - zeroPoint) << leftShift) * multiplier}. Mirrors {@code ArithmeticParams} of {@code
 * kernels/internal/types.h}.
 *
 * @param zeroPoint subtracted from the input
 * @param leftShift bits that the difference is shifted up before it is scaled; preparing keeps the
 *     shifted difference within 32 bits
 * @param multiplier scale of the input relative to the common one
 */
public record InputScaling(int zeroPoint, int leftShift, QuantizedMultiplier multiplier) {
  /** Returns an element of the input on the common scale. */
  public int apply(int value) {
    return multiplier.apply((value - zeroPoint) << leftShift);
  }
}
