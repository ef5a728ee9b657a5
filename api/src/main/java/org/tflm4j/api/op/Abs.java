/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * ABS: the absolute value of every element. Mirrors {@code micro/kernels/elementwise.cc}.
 *
 * <p>Tensors: input and output with the same number of elements.
 *
 * <p>Types: all FLOAT32; all INT8; all INT16, quantized with zero points 0 or not quantized at all
 * (then the absolute value of -32768 is -32768).
 *
 * @param quantized true if the elements are quantized numbers
 * @param inputOffset the input's zero point, subtracted from every input; 0 if not quantized
 * @param outputOffset the output's zero point, added to every output; 0 if not quantized
 * @param multiplier input scale over output scale; null where they are the same or there are none
 */
public record Abs(
    boolean quantized, int inputOffset, int outputOffset, QuantizedMultiplier multiplier)
    implements Op {
  @Override
  public String name() {
    return "ABS";
  }
}
