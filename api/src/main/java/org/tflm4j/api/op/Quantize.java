/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * QUANTIZE: real numbers to quantized ones, or quantized ones to another scale and zero point.
 * Mirrors {@code micro/kernels/quantize_common.cc}.
 *
 * <p>Tensors: input and output with the same number of elements. The output is clamped to the range
 * of its type.
 *
 * <p>Types (input to output): FLOAT32 to INT8, INT16; INT8 to INT8, UINT8, INT16, INT32; UINT8 to
 * INT8; INT16 to INT8, INT16, INT32; INT32 to INT8, INT16.
 *
 * @param outputScale FLOAT32 input: the input is divided by it and rounded half away from zero
 * @param inputOffset quantized input: the input's zero point, subtracted from every input
 * @param multiplier quantized input: input scale over output scale; {@link
 *     QuantizedMultiplier#ZERO} for FLOAT32
 * @param outputOffset the output's zero point
 */
public record Quantize(
    float outputScale, int inputOffset, QuantizedMultiplier multiplier, int outputOffset)
    implements Op {
  @Override
  public String name() {
    return "QUANTIZE";
  }
}
