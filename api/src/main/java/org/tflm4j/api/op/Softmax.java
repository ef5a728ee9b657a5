/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * SOFTMAX over the last dimension: {@code output[i, c] = exp(beta * input[i, c]) / sum_d exp(beta *
 * input[i, d])}. Mirrors {@code micro/kernels/softmax.cc}, {@code softmax_common.cc}.
 *
 * <p>Tensors: input and output [outerSize, depth] after flattening.
 *
 * @param outerSize the number of rows
 * @param depth the length of a row
 */
public record Softmax(int outerSize, int depth, Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /**
   * FLOAT32 to FLOAT32.
   *
   * @param beta factor of the exponents
   */
  public record Real(float beta) implements Numerics {}

  /**
   * INT8 to INT8 with scale 1/256 and zero point -128, or to INT16 with scale 1/65536 and zero
   * point -32768.
   *
   * @param inputMultiplier from a difference of two inputs to the argument of the exponential
   *     function, in steps of 2^-26; beta is part of it
   * @param diffMin the smallest difference to the largest input of a row that counts; below it the
   *     exponential function is taken as 0; at most 0
   */
  public record Int8(QuantizedMultiplier inputMultiplier, int diffMin) implements Numerics {}

  /**
   * INT16 with zero point 0 to INT16 with scale 1/32768 and zero point 0.
   *
   * @param inputMultiplier from a difference of two inputs to the argument of the exponential
   *     function, in steps of 10/65535; beta is part of it
   */
  public record Int16(QuantizedMultiplier inputMultiplier) implements Numerics {}

  @Override
  public String name() {
    return "SOFTMAX";
  }
}
