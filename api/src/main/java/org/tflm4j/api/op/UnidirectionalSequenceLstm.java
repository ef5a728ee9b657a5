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
 * <p>Tensors: the input x, [batches, timeSteps, inputDepth], or [timeSteps, batches, inputDepth] if
 * time-major; for each gate the weights W [stateDepth, inputDepth], the recurrent weights R
 * [stateDepth, stateDepth] and the bias b [stateDepth]; the hidden state h and the cell state c,
 * variables of batches * stateDepth elements. The other inputs are absent. Output: shape of the
 * input, with stateDepth channels. The types are those of {@link LstmNumerics}.
 *
 * @param timeMajor true if the first dimension of input and output is the time
 * @param batches independent sequences, each with states of its own
 * @param timeSteps steps of each sequence
 * @param inputDepth elements of the input per step
 * @param stateDepth elements of the states and of the output per step
 */
public record UnidirectionalSequenceLstm(
    boolean timeMajor,
    int batches,
    int timeSteps,
    int inputDepth,
    int stateDepth,
    LstmNumerics numerics)
    implements Op {
  /** Input: the sequences. */
  public static final int INPUT = 0;

  /** Inputs from here on, one per gate: the weights of the input. */
  public static final int INPUT_WEIGHTS = 1;

  /** Inputs from here on, one per gate: the weights of the hidden state. */
  public static final int RECURRENT_WEIGHTS = 5;

  /** Inputs from here on, one per gate but the cell gate: peephole weights, absent. */
  public static final int PEEPHOLE_WEIGHTS = 9;

  /** Inputs from here on, one per gate: the biases. */
  public static final int BIASES = 12;

  /** The two inputs from here on: weights and bias of a projection, absent. */
  public static final int PROJECTION = 16;

  /** Input: the hidden state, which the operator updates. */
  public static final int HIDDEN_STATE = 18;

  /** Input: the cell state, which the operator updates. */
  public static final int CELL_STATE = 19;

  /** Inputs from here on, one per gate: weights of the layer normalization, absent. */
  public static final int LAYER_NORMALIZATION = 20;

  /** How many inputs there are, absent ones included. */
  public static final int INPUTS = 24;

  /** Output: the hidden states of all steps. */
  public static final int OUTPUT = 0;

  /** The gate that decides how much of the cell gate enters the cell state. */
  public static final int INPUT_GATE = 0;

  /** The gate that decides how much of the cell state stays. */
  public static final int FORGET_GATE = 1;

  /** The gate with what may enter the cell state. */
  public static final int CELL_GATE = 2;

  /** The gate that decides how much of the cell state becomes the hidden state. */
  public static final int OUTPUT_GATE = 3;

  /** How many gates there are. */
  public static final int GATES = 4;

  @Override
  public String name() {
    return "UNIDIRECTIONAL_SEQUENCE_LSTM";
  }
}
