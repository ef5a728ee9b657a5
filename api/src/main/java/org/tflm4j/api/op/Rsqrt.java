/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * RSQRT: one over the square root of every element. Mirrors {@code micro/kernels/elementwise.cc}.
 *
 * <p>Tensors: input and output with the same number of elements, all FLOAT32, all INT8, or all
 * INT16 with zero points 0.
 */
public record Rsqrt(Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8 and INT16. An input that stands for zero gives the largest output. An input that stands
   * for a negative number is an error.
   *
   * @param inputZeroPoint subtracted from every input
   * @param outputZeroPoint added to every output
   * @param multiplier one over the output scale and the square root of the input scale
   */
  public record Quantized(int inputZeroPoint, int outputZeroPoint, QuantizedMultiplier multiplier)
      implements Numerics {}

  @Override
  public String name() {
    return "RSQRT";
  }
}
