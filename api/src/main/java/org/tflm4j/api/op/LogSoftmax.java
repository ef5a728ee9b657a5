/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * LOG_SOFTMAX over the last dimension: {@code output[i, c] = input[i, c] - log(sum_d exp(input[i,
 * d]))}. Mirrors {@code micro/kernels/log_softmax.cc}.
 *
 * <p>Tensors: input and output, of the same shape, [outerSize, depth] after flattening.
 *
 * @param outerSize the number of rows
 * @param depth the length of a row
 */
public record LogSoftmax(int outerSize, int depth, Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8, with an output of scale 1/16 and zero point 127.
   *
   * @param inputMultiplier from a difference of two inputs to a real number in steps of 2^-26
   * @param reverseMultiplier the inverse of {@code inputMultiplier}
   * @param diffMin the smallest difference to the largest input of a row that counts; at most 0
   */
  public record Quantized(
      QuantizedMultiplier inputMultiplier, QuantizedMultiplier reverseMultiplier, int diffMin)
      implements Numerics {}

  @Override
  public String name() {
    return "LOG_SOFTMAX";
  }
}
