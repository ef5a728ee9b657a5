/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * UNIDIRECTIONAL_SEQUENCE_LSTM, without peepholes, projection and layer normalization, which TFLM
 * does not have. For every step of time, with {@code G(g) = W_g x + R_g h + b_g}:
 *
 * <pre>{@code
 * c = sigmoid(G(forget)) * c + sigmoid(G(input)) * tanh(G(cell)), clipped
 * h = tanh(c) * sigmoid(G(output))
 * output = h
 * }</pre>
 *
 * <p>Mirrors {@code micro/kernels/unidirectional_sequence_lstm.cc} and {@code lstm_eval.h}.
 *
 * <p>Inputs, gates in the order input, forget, cell, output: 0 the input x, [batches, timeSteps,
 * inputDepth], or [timeSteps, batches, inputDepth] if time-major; 1-4 weights W [stateDepth,
 * inputDepth]; 5-8 recurrent weights R [stateDepth, stateDepth]; 12-15 biases b [stateDepth]; 18
 * the hidden state h and 19 the cell state c, variables of batches * stateDepth elements; the
 * others are absent. Output: shape of the input, with stateDepth channels.
 *
 * <p>Types (input, hidden state and output; weights; biases; cell state): INT8, INT8, INT32, INT16;
 * INT16, INT8, INT64, INT16; all FLOAT32.
 *
 * @param timeMajor true if the first dimension of input and output is the time
 * @param batches independent sequences, each with states of its own
 * @param timeSteps steps of each sequence
 * @param inputDepth elements of the input per step
 * @param stateDepth elements of the states and of the output per step
 * @param cellClip the real cell state stays within minus this to this; 0 or less for no clipping
 * @param quantization {@link LstmQuantization#NONE} for FLOAT32
 */
public record UnidirectionalSequenceLstm(
    boolean timeMajor,
    int batches,
    int timeSteps,
    int inputDepth,
    int stateDepth,
    float cellClip,
    LstmQuantization quantization)
    implements Op {
  @Override
  public String name() {
    return "UNIDIRECTIONAL_SEQUENCE_LSTM";
  }
}
