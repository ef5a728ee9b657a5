/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.ChannelMultipliers;

/**
 * The arithmetic of a layer with weights: CONV_2D, DEPTHWISE_CONV_2D, TRANSPOSE_CONV and
 * FULLY_CONNECTED. A switch over it is exhaustive, so that a further arithmetic does not compile
 * until every kernel has an answer to it.
 */
public sealed interface WeightedNumerics {
  /**
   * Input, filter, bias and output are FLOAT32: {@code output = activation(sum(input * filter) +
   * bias)}.
   *
   * @param activation the range of the outputs
   */
  record Real(RealRange activation) implements WeightedNumerics {}

  /**
   * Input and output are INT8 or INT16, the filter INT8 or INT4: {@code output =
   * activation(requantize(sum((input - inputZeroPoint) * (filter - filterZeroPoint)) + bias) +
   * outputZeroPoint)}.
   *
   * @param inputZeroPoint subtracted from every input element; in the range of the input's type
   * @param filterZeroPoint subtracted from every filter element; 0 for convolutions, which do not
   *     look at the zero point of the filter, as TFLM's do not
   * @param outputZeroPoint added to every requantized sum
   * @param multipliers requantization: scale of input times scale of filter over scale of output,
   *     one per output channel
   * @param accumulator64 INT16 only: sums are 64 bits wide and requantized with the multiplier
   *     reduced to 16 bits; otherwise they have 32 bits and wrap
   * @param activation the range of the outputs
   */
  record Quantized(
      int inputZeroPoint,
      int filterZeroPoint,
      int outputZeroPoint,
      ChannelMultipliers multipliers,
      boolean accumulator64,
      IntegerRange activation)
      implements WeightedNumerics {}
}
