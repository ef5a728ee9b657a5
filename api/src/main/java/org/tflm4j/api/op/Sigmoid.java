/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * LOGISTIC, {@code output = 1 / (1 + exp(-input))}, and TANH, the hyperbolic tangent, of every
 * element. Mirrors {@code micro/kernels/logistic.cc}, {@code logistic_common.cc} and {@code
 * tanh.cc}.
 *
 * <p>Tensors: input and output with the same number of elements.
 *
 * <p>Types: all FLOAT32, all INT8, all INT16. The quantized results are in steps of 1/256 from zero
 * point -128 (LOGISTIC INT8), 1/128 (TANH INT8) and 1/32768 (INT16).
 *
 * @param inputOffset INT8: the input's zero point, subtracted from every input; 0 otherwise
 * @param inputRangeRadius INT8: inputs this far or farther from the zero point give the smallest
 *     and the largest output; at least 0
 * @param inputMultiplier INT8: the multiplier, in the sense of {@link
 *     org.tflm4j.api.quantization.QuantizedMultiplier}, to steps of 2^-27. INT16: the 16-bit factor
 *     of {@link org.tflm4j.api.quantization.SigmoidTable}, from 0 to 65535
 * @param inputShift INT8: the shift that goes with the multiplier, left where positive. INT16: a
 *     right shift from 0 to 31
 */
public record Sigmoid(
    Kind kind, int inputOffset, int inputRangeRadius, int inputMultiplier, int inputShift)
    implements Op {
  /** Which function. */
  public enum Kind {
    /** {@code 1 / (1 + exp(-x))}. */
    LOGISTIC,
    /** The hyperbolic tangent. */
    TANH
  }

  @Override
  public String name() {
    return kind.name();
  }
}
