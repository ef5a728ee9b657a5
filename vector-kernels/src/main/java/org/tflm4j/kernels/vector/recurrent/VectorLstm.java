/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.BIASES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.FORGET_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.HIDDEN_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_WEIGHTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.RECURRENT_WEIGHTS;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.LstmNumerics;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Tensor;

/**
 * Walks with UNIDIRECTIONAL_SEQUENCE_LSTM over its sequences. The four gates are one dense layer of
 * four times the state's channels. Its part over the input is computed for many steps at a time,
 * its part over the hidden state step by step. A step computes all units at once.
 *
 * <p>Gates lie in the order input, forget, output, cell: the first three take the same function.
 */
public abstract class VectorLstm implements Kernel {
  /** The gates of the logistic function: the first ones. */
  static final int LOGISTIC_GATES = 3;

  /** The order of the gates here, by their numbers among the operands. */
  private static final int[] ORDER = {INPUT_GATE, FORGET_GATE, OUTPUT_GATE, CELL_GATE};

  final UnidirectionalSequenceLstm op;

  /** Elements of the states and of the output per step. */
  final int units;

  VectorLstm(UnidirectionalSequenceLstm op) {
    this.op = op;
    this.units = op.stateDepth();
  }

  public static KernelAnswer answer(UnidirectionalSequenceLstm op, KernelRequest request) {
    for (int gate = 0; gate < GATES; gate++) {
      if (!request.input(INPUT_WEIGHTS + gate).isConstant()
          || !request.input(RECURRENT_WEIGHTS + gate).isConstant()
          || !request.input(BIASES + gate).isConstant()) {
        return KernelAnswer.declined("the vector kernel takes constant weights and biases");
      }
    }
    return switch (op.numerics()) {
      case LstmNumerics.Real real ->
          KernelAnswer.of(new VectorFloatLstm(op, real.cellClip(), request));
      case LstmNumerics.Quantized quantized ->
          quantized.accumulator64() && !VectorIntegerLstm.allowsInt16(op)
              ? KernelAnswer.declined("the rows are too long for the vector kernel's INT16 sums")
              : KernelAnswer.of(new VectorIntegerLstm(op, quantized, request));
    };
  }

  /** Returns the number among the operands of a gate in the order here. */
  static int operand(int gate) {
    return ORDER[gate];
  }

  /** Returns the weights of all gates one behind the other, as bytes. */
  static byte[] inputWeights(KernelRequest request) {
    return join(request, INPUT_WEIGHTS);
  }

  /** Returns the recurrent weights of all gates one behind the other, as bytes. */
  static byte[] recurrentWeights(KernelRequest request) {
    return join(request, RECURRENT_WEIGHTS);
  }

  /** Returns the biases of all gates one behind the other, as bytes. */
  static byte[] biases(KernelRequest request) {
    return join(request, BIASES);
  }

  private static byte[] join(KernelRequest request, int first) {
    int bytes = Math.toIntExact(request.input(first).byteSize());
    byte[] joined = new byte[Math.multiplyExact(GATES, bytes)];
    for (int gate = 0; gate < GATES; gate++) {
      ConstantBytes data = ConstantBytes.of(request.input(first + ORDER[gate]));
      System.arraycopy(data.bytes(), data.offset(), joined, gate * bytes, bytes);
    }
    return joined;
  }

  static Tensor hidden(KernelContext context) {
    return context.input(HIDDEN_STATE);
  }

  static Tensor cell(KernelContext context) {
    return context.input(CELL_STATE);
  }

  /** Returns the rows of input and output: the steps of all sequences. */
  int rows() {
    return op.batches() * op.timeSteps();
  }

  /**
   * Sequences are independent, and the rows of each lie in the order of time, whichever dimension
   * is the major one. So the rows are computed as they lie.
   */
  @Override
  public final void eval(KernelContext context) {
    Tensor hidden = hidden(context);
    Tensor output = context.output(OUTPUT);
    int rowBytes = units * hidden.type().bytes();
    int rows = rows();
    for (int first = 0; first < rows; first += rowsAtATime()) {
      int count = Math.min(rowsAtATime(), rows - first);
      sumInputs(context, first, count);
      for (int index = 0; index < count; index++) {
        int row = first + index;
        int batch = op.timeMajor() ? row % op.batches() : row / op.timeSteps();
        step(context, row, index, batch);
        System.arraycopy(
            output.data(),
            output.offset() + row * rowBytes,
            hidden.data(),
            hidden.offset() + batch * rowBytes,
            rowBytes);
      }
    }
  }

  /** Returns how many rows of the input are multiplied at a time. */
  abstract int rowsAtATime();

  /** Computes the gates' sums over some rows of the input. */
  abstract void sumInputs(KernelContext context, int first, int count);

  /**
   * Computes a row of the cell state and of the output.
   *
   * @param row of the output
   * @param index of the row among those whose sums are there
   * @param batch row of the states
   */
  abstract void step(KernelContext context, int row, int index, int batch);
}
