/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * RSQRT: one over the square root of every element. Mirrors {@code micro/kernels/elementwise.cc}.
 *
 * <p>Tensors: input and output with the same number of elements.
 *
 * <p>Types: all FLOAT32, all INT8, all INT16 with zero points 0. A quantized input that stands for
 * zero gives the largest output; one that stands for a negative number is an error.
 *
 * @param inputOffset the input's zero point, subtracted from every input
 * @param outputOffset the output's zero point, added to every output
 * @param multiplier one over the output scale and the square root of the input scale; {@link
 *     QuantizedMultiplier#ZERO} for FLOAT32
 */
public record Rsqrt(int inputOffset, int outputOffset, QuantizedMultiplier multiplier)
    implements Op {
  @Override
  public String name() {
    return "RSQRT";
  }
}
