/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import java.util.List;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorType;

/** The arithmetic of {@link UnidirectionalSequenceLstm}. */
public sealed interface LstmNumerics {
  /**
   * All tensors are FLOAT32.
   *
   * @param cellClip the cell state stays within minus this to this; 0 or less does not clip
   */
  record Real(float cellClip) implements LstmNumerics {}

  /**
   * Input, hidden state and output are INT8 with INT32 biases, or INT16 with INT64 biases; all
   * weights are INT8. Gates after their activation are Q0.15. The cell state is INT16 with the zero
   * point 0.
   *
   * @param type INT8 or INT16: the type of input, hidden state and output. Sums over INT16 are 64
   *     bits wide
   * @param inputZeroPoint subtracted from every input element
   * @param hiddenZeroPoint the hidden state's and the output's zero point
   * @param gates four, at {@link UnidirectionalSequenceLstm#INPUT_GATE} and the indices behind it
   * @param forgetMultiplier from forget gate times cell state to the cell state
   * @param enterMultiplier from input gate times cell gate to the cell state
   * @param hiddenMultiplier from tanh of the cell state times output gate to the hidden state
   * @param cellClip the cell state stays within minus this to this, from 0 to {@link #NO_CLIP}
   * @param cellScalePower logarithm to base 2 of the cell state's scale, rounded
   */
  record Quantized(
      TensorType type,
      int inputZeroPoint,
      int hiddenZeroPoint,
      List<Gate> gates,
      QuantizedMultiplier forgetMultiplier,
      QuantizedMultiplier enterMultiplier,
      QuantizedMultiplier hiddenMultiplier,
      int cellClip,
      int cellScalePower)
      implements LstmNumerics {
    /** The cell clip that lets every INT16 through. */
    public static final int NO_CLIP = 1 << 15;

    /** Copies the list. */
    public Quantized {
      gates = List.copyOf(gates);
    }

    /** Returns true if sums are 64 bits wide and requantized with the reduced multiplier. */
    public boolean accumulator64() {
      return type == TensorType.INT16;
    }
  }

  /**
   * A gate. Its two weighted sums, over the input and over the hidden state, are scaled to Q3.12
   * (16 bits with 12 after the point) and added.
   *
   * @param inputWeightsZeroPoint subtracted from the weights of the input
   * @param inputMultiplier from the sum over the input to Q3.12
   * @param recurrentWeightsZeroPoint subtracted from the weights of the hidden state
   * @param recurrentMultiplier from the sum over the hidden state to Q3.12
   */
  record Gate(
      int inputWeightsZeroPoint,
      QuantizedMultiplier inputMultiplier,
      int recurrentWeightsZeroPoint,
      QuantizedMultiplier recurrentMultiplier) {}
}
