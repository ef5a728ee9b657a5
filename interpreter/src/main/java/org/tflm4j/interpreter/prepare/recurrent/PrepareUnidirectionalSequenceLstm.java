/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.BIASES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.HIDDEN_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_WEIGHTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.LAYER_NORMALIZATION;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.PEEPHOLE_WEIGHTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.PROJECTION;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.RECURRENT_WEIGHTS;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.LstmNumerics;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.OperatorOptions;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares UNIDIRECTIONAL_SEQUENCE_LSTM. Mirrors {@code
 * micro/kernels/unidirectional_sequence_lstm.cc} and {@code lstm_eval_common.cc}.
 */
final class PrepareUnidirectionalSequenceLstm {
  // UnidirectionalSequenceLSTMOptions: 0 fused_activation_function, 1 cell_clip, 3 time_major
  private static final int ACTIVATION = 0;
  private static final int CELL_CLIP = 1;
  private static final int TIME_MAJOR = 3;
  private static final int TANH = 4;

  private PrepareUnidirectionalSequenceLstm() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(INPUTS);
    context.requireOutputCount(1);
    requireAbsent(context, PEEPHOLE_WEIGHTS, BIASES, "peephole connections");
    requireAbsent(context, PROJECTION, HIDDEN_STATE, "projection");
    requireAbsent(context, LAYER_NORMALIZATION, INPUTS, "layer normalization");
    TensorSpec input = context.input(INPUT);
    TensorSpec hidden = context.input(HIDDEN_STATE);
    TensorSpec cell = context.input(CELL_STATE);
    requireTypes(context, input, hidden, cell);

    OperatorOptions options = context.options();
    boolean timeMajor = options.bool(TIME_MAJOR, false);
    context.requireRank(input, 3);
    context.requireRank(hidden, 2, Integer.MAX_VALUE);
    int batches = input.shape().dimension(timeMajor ? 1 : 0);
    int timeSteps = input.shape().dimension(timeMajor ? 0 : 1);
    int inputDepth = input.shape().dimension(2);
    int stateDepth = hidden.shape().dimension(1);
    requireWeights(context, inputDepth, stateDepth);
    requireState(context, hidden, batches, stateDepth);
    requireState(context, cell, batches, stateDepth);
    context.require(
        hidden.index() != cell.index(), hidden + " is both the hidden state and the cell state");
    context.requireShape(
        context.output(OUTPUT),
        Shape.of(input.shape().dimension(0), input.shape().dimension(1), stateDepth));
    // In a release build TFLM silently runs any other function as none at all.
    int activation = options.int8(ACTIVATION, 0);
    context.require(
        activation == TANH,
        "the fused activation function " + activation + " is not supported, only 4, TANH");

    float cellClip = options.float32(CELL_CLIP, 0);
    LstmNumerics numerics =
        input.type() == FLOAT32
            ? new LstmNumerics.Real(cellClip)
            : QuantizeLstm.of(context, cellClip);
    return new UnidirectionalSequenceLstm(
        timeMajor, batches, timeSteps, inputDepth, stateDepth, numerics);
  }

  private static void requireAbsent(PrepareContext context, int from, int to, String what) {
    for (int i = from; i < to; i++) {
      context.require(
          !context.hasInput(i), "input " + i + " is present, but " + what + " is not supported");
    }
  }

  private static void requireTypes(
      PrepareContext context, TensorSpec input, TensorSpec hidden, TensorSpec cell) {
    context.requireType(input, FLOAT32, INT8, INT16);
    context.requireSameType(input, hidden);
    context.requireSameType(input, context.output(OUTPUT));
    boolean real = input.type() == FLOAT32;
    TensorType biasType = real ? FLOAT32 : input.type() == INT8 ? INT32 : INT64;
    context.requireType(cell, real ? FLOAT32 : INT16);
    for (int gate = 0; gate < GATES; gate++) {
      context.requireType(context.input(INPUT_WEIGHTS + gate), real ? FLOAT32 : INT8);
      context.requireType(context.input(RECURRENT_WEIGHTS + gate), real ? FLOAT32 : INT8);
      context.requireType(context.input(BIASES + gate), biasType);
    }
  }

  private static void requireWeights(PrepareContext context, int inputDepth, int stateDepth) {
    for (int gate = 0; gate < GATES; gate++) {
      requireMatrix(context, context.input(INPUT_WEIGHTS + gate), stateDepth, inputDepth);
      requireMatrix(context, context.input(RECURRENT_WEIGHTS + gate), stateDepth, stateDepth);
      context.requireShape(context.input(BIASES + gate), Shape.of(stateDepth));
    }
  }

  private static void requireMatrix(
      PrepareContext context, TensorSpec tensor, int rows, int columns) {
    context.require(
        tensor.shape().rank() == 2
            && tensor.shape().dimension(0) == rows
            && tensor.shape().dimension(1) == columns,
        tensor + " needs the shape [" + rows + ", " + columns + "]");
  }

  private static void requireState(
      PrepareContext context, TensorSpec state, int batches, int stateDepth) {
    context.require(state.isVariable(), state + " is a state, so it must be a variable tensor");
    context.require(
        state.elementCount() == (long) batches * stateDepth,
        state + " needs " + batches + " x " + stateDepth + " elements");
  }
}
