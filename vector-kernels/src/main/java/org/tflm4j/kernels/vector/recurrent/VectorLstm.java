/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * The walk of UNIDIRECTIONAL_SEQUENCE_LSTM over its sequences. The four gates are one dense layer
 * of four times the state's channels; its part over the input is computed for many steps at a time,
 * its part over the hidden state step by step. A step works on all units at once.
 *
 * <p>Gates lie in the order input, forget, output, cell: the first three take the same function.
 */
public abstract class VectorLstm implements Kernel {
  static final int GATES = 4;

  /** The gates of the logistic function: the first ones. */
  static final int LOGISTIC_GATES = 3;

  private static final int INPUT_WEIGHTS = 1;
  private static final int RECURRENT_WEIGHTS = 5;
  private static final int BIASES = 12;
  private static final int HIDDEN_STATE = 18;
  private static final int CELL_STATE = 19;

  /** Where the gates are among the operands, which have cell before output. */
  private static final int[] OPERANDS = {0, 1, 3, 2};

  final UnidirectionalSequenceLstm op;

  /** Units. */
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
    TensorType type = request.inputType(0);
    if (type == TensorType.FLOAT32) {
      return KernelAnswer.of(new VectorFloatLstm(op, request));
    }
    if (type == TensorType.INT16 && !VectorIntegerLstm.allowsInt16(op)) {
      return KernelAnswer.declined("the rows are too long for the vector kernel's INT16 sums");
    }
    return KernelAnswer.of(new VectorIntegerLstm(op, request));
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
      ConstantBytes data = ConstantBytes.of(request.input(first + OPERANDS[gate]));
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
   * Sequences do not see each other, and the rows of each lie in the order of time, whichever
   * dimension is the major one. So the rows are taken as they lie.
   */
  @Override
  public final void eval(KernelContext context) {
    Tensor hidden = hidden(context);
    Tensor output = context.output(0);
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
