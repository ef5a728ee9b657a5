/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * HARD_SWISH: {@code output = input * clamp(input + 3, 0, 6) / 6}. Mirrors {@code
 * micro/kernels/hard_swish.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32 or all INT8, with the same number of elements. The
 * parameters are those of INT8, 0 for FLOAT32. Its arithmetic has 16 bits: the input is scaled up
 * by 128 first; a multiplier stands for itself times {@code 2^(exponent - 15)}.
 *
 * @param inputOffset the input's zero point, subtracted from every input
 * @param outputOffset the output's zero point, added to every output
 * @param outputMultiplier input scale over 128 and output scale; from 0 to 32767
 * @param outputExponent at most 0
 * @param reluishMultiplier from the input to the clamped factor, in steps of 3/32768; from 0 to
 *     32767
 * @param reluishExponent at most 30
 */
public record HardSwish(
    int inputOffset,
    int outputOffset,
    int outputMultiplier,
    int outputExponent,
    int reluishMultiplier,
    int reluishExponent)
    implements Op {
  @Override
  public String name() {
    return "HARD_SWISH";
  }
}
