/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * How an operator brings a result to the scale, zero point and range of a quantized output.
 *
 * @param multiplier scale of the result relative to the output's
 * @param zeroPoint added to the scaled result
 * @param activation the range of the output
 */
public record OutputScaling(
    QuantizedMultiplier multiplier, int zeroPoint, IntegerRange activation) {
  /** Returns the element of the output that a result becomes. */
  public int apply(int result) {
    return activation.clamp(multiplier.apply(result) + zeroPoint);
  }
}
