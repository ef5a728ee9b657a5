/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * ABS: the absolute value of every element. Mirrors {@code micro/kernels/elementwise.cc}.
 *
 * <p>Tensors: input and output with the same number of elements, all FLOAT32, all INT8 or all
 * INT16.
 */
public record Abs(Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /** INT16 without quantization; the absolute value of -32768 is -32768. */
  public record Integers() implements Numerics {}

  /**
   * INT8, and INT16 with zero points 0.
   *
   * @param inputZeroPoint subtracted from every input
   * @param outputZeroPoint added to every output
   * @param multiplier input scale over output scale
   */
  public record Quantized(int inputZeroPoint, int outputZeroPoint, QuantizedMultiplier multiplier)
      implements Numerics {}

  @Override
  public String name() {
    return "ABS";
  }
}
