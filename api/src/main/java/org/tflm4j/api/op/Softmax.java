/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * SOFTMAX over the last dimension: {@code output[i, c] = exp(beta * input[i, c]) / sum_d exp(beta *
 * input[i, d])}. Mirrors {@code micro/kernels/softmax.cc}, {@code softmax_common.cc}.
 *
 * <p>Tensors: input and output [outerSize, depth] after flattening.
 *
 * <p>Types (input, output): FLOAT32, FLOAT32; INT8, INT8 with scale 1/256 and zero point -128;
 * INT8, INT16 with scale 1/65536 and zero point -32768; INT16, INT16 with scale 1/32768 and zero
 * point 0.
 *
 * @param outerSize the number of rows
 * @param depth the length of a row
 * @param beta factor of the exponents; for FLOAT32
 * @param inputMultiplier from a difference of two quantized inputs to the argument of the
 *     exponential function: in steps of 2^-26 for INT8 input, in steps of 10/65535 for INT16;
 *     {@link QuantizedMultiplier#ZERO} for FLOAT32
 * @param diffMin INT8 only: the smallest difference to the largest input of a row that counts;
 *     below it the exponential function is taken as 0; at most 0
 */
public record Softmax(
    int outerSize, int depth, float beta, QuantizedMultiplier inputMultiplier, int diffMin)
    implements Op {
  @Override
  public String name() {
    return "SOFTMAX";
  }
}
