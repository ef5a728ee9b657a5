/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * The numbers of one gate of a quantized LSTM. The two weighted sums, over the input and over the
 * hidden state, are scaled to Q3.12 (16 bits with 12 after the point) and added.
 *
 * @param inputWeightsOffset minus the zero point of the weights of the input
 * @param inputMultiplier from the sum over the input to Q3.12
 * @param recurrentWeightsOffset minus the zero point of the weights of the hidden state
 * @param recurrentMultiplier from the sum over the hidden state to Q3.12
 */
public record LstmGate(
    int inputWeightsOffset,
    QuantizedMultiplier inputMultiplier,
    int recurrentWeightsOffset,
    QuantizedMultiplier recurrentMultiplier) {
  /** The gate of an LSTM on floats. */
  public static final LstmGate NONE =
      new LstmGate(0, QuantizedMultiplier.ZERO, 0, QuantizedMultiplier.ZERO);
}
