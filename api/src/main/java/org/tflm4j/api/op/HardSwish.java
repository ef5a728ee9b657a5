/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * HARD_SWISH: {@code output = input * clamp(input + 3, 0, 6) / 6}. Mirrors {@code
 * micro/kernels/hard_swish.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32 or all INT8, with the same number of elements.
 */
public record HardSwish(Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8, in arithmetic of 16 bits. The input is scaled up by 128 first. A multiplier stands for
   * itself times {@code 2^(exponent - 15)}.
   *
   * @param inputZeroPoint subtracted from every input
   * @param outputZeroPoint added to every output
   * @param outputMultiplier input scale over 128 and output scale; from 0 to 32767
   * @param outputExponent at most 0
   * @param reluishMultiplier from the input to the clamped factor, in steps of 3/32768; from 0 to
   *     32767
   * @param reluishExponent at most 30
   */
  public record Quantized(
      int inputZeroPoint,
      int outputZeroPoint,
      int outputMultiplier,
      int outputExponent,
      int reluishMultiplier,
      int reluishExponent)
      implements Numerics {}

  @Override
  public String name() {
    return "HARD_SWISH";
  }
}
