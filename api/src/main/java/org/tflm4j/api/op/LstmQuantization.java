/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * The numbers of a quantized LSTM. Gates after their activation are Q0.15; the cell state is 16
 * bits wide with a zero point of 0.
 *
 * @param inputGate decides how much of the cell gate enters the cell state
 * @param forgetGate decides how much of the cell state stays
 * @param cellGate what may enter the cell state
 * @param outputGate decides how much of the cell state is put out
 * @param inputOffset minus the input's zero point
 * @param hiddenOffset minus the hidden state's zero point
 * @param forgetMultiplier from forget gate times cell state to the cell state
 * @param enterMultiplier from input gate times cell gate to the cell state
 * @param hiddenMultiplier from tanh of the cell state times output gate to the hidden state
 * @param cellClip the cell state stays within minus this to this; 0 for no clipping
 * @param cellScalePower logarithm to base 2 of the cell state's scale, rounded
 */
public record LstmQuantization(
    LstmGate inputGate,
    LstmGate forgetGate,
    LstmGate cellGate,
    LstmGate outputGate,
    int inputOffset,
    int hiddenOffset,
    QuantizedMultiplier forgetMultiplier,
    QuantizedMultiplier enterMultiplier,
    QuantizedMultiplier hiddenMultiplier,
    int cellClip,
    int cellScalePower) {
  /** The quantization of an LSTM on floats. */
  public static final LstmQuantization NONE =
      new LstmQuantization(
          LstmGate.NONE,
          LstmGate.NONE,
          LstmGate.NONE,
          LstmGate.NONE,
          0,
          0,
          QuantizedMultiplier.ZERO,
          QuantizedMultiplier.ZERO,
          QuantizedMultiplier.ZERO,
          0,
          0);
}
