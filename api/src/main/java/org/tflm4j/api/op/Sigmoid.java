/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * LOGISTIC, {@code output = 1 / (1 + exp(-input))}, and TANH, the hyperbolic tangent, of every
 * element. Mirrors {@code micro/kernels/logistic.cc}, {@code logistic_common.cc} and {@code
 * tanh.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, all INT8 or all INT16, with the same number of
 * elements.
 */
public record Sigmoid(Kind kind, Numerics numerics) implements UnaryOp {
  /** Which function. */
  public enum Kind {
    /** {@code 1 / (1 + exp(-x))}. */
    LOGISTIC,
    /** The hyperbolic tangent. */
    TANH
  }

  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8. The output is in steps of 1/256 from zero point -128 (LOGISTIC), or of 1/128 (TANH).
   *
   * @param inputZeroPoint subtracted from every input
   * @param inputRangeRadius inputs this far or farther from the zero point give the smallest and
   *     the largest output; at least 0
   * @param inputMultiplier from the input to steps of 2^-27
   */
  public record Int8(int inputZeroPoint, int inputRangeRadius, QuantizedMultiplier inputMultiplier)
      implements Numerics {}

  /**
   * INT16 with zero points 0, through {@link org.tflm4j.api.quantization.SigmoidTable}. The output
   * is in steps of 1/32768.
   *
   * @param inputMultiplier the table's 16-bit factor, from 0 to 65535
   * @param inputShift a right shift from 0 to 31
   */
  public record Int16(int inputMultiplier, int inputShift) implements Numerics {}

  @Override
  public String name() {
    return kind.name();
  }
}
