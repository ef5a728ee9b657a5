/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.BIASES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.HIDDEN_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_WEIGHTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.RECURRENT_WEIGHTS;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.LstmNumerics;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/**
 * Walks with an LSTM over its sequences. Mirrors {@code EvalLstm} of {@code
 * micro/kernels/lstm_eval.h}, with the same arithmetic for each unit but without its four scratch
 * buffers: a unit reads its own cell state alone, and the hidden state of the step before, which
 * stays until the output has the new one.
 */
abstract class ReferenceLstm implements Kernel {
  final UnidirectionalSequenceLstm op;

  ReferenceLstm(UnidirectionalSequenceLstm op) {
    this.op = op;
  }

  static Kernel create(UnidirectionalSequenceLstm op, KernelRequest request) {
    return switch (op.numerics()) {
      case LstmNumerics.Real real -> new ReferenceFloatLstm(op, real.cellClip());
      case LstmNumerics.Quantized quantized -> new ReferenceIntegerLstm(op, quantized);
    };
  }

  static Tensor inputWeights(KernelContext context, int gate) {
    return context.input(INPUT_WEIGHTS + gate);
  }

  static Tensor recurrentWeights(KernelContext context, int gate) {
    return context.input(RECURRENT_WEIGHTS + gate);
  }

  static Tensor bias(KernelContext context, int gate) {
    return context.input(BIASES + gate);
  }

  static Tensor hidden(KernelContext context) {
    return context.input(HIDDEN_STATE);
  }

  static Tensor cell(KernelContext context) {
    return context.input(CELL_STATE);
  }

  /** Sequences are independent, so the order among them does not matter. */
  @Override
  public final void eval(KernelContext context) {
    Tensor hidden = hidden(context);
    Tensor output = context.output(OUTPUT);
    int rowBytes = op.stateDepth() * hidden.type().bytes();
    for (int batch = 0; batch < op.batches(); batch++) {
      for (int time = 0; time < op.timeSteps(); time++) {
        int row = op.timeMajor() ? time * op.batches() + batch : batch * op.timeSteps() + time;
        for (int unit = 0; unit < op.stateDepth(); unit++) {
          step(context, row, batch, unit);
        }
        System.arraycopy(
            output.data(),
            output.offset() + row * rowBytes,
            hidden.data(),
            hidden.offset() + batch * rowBytes,
            rowBytes);
      }
    }
  }

  /**
   * Computes one element of the cell state and of the output.
   *
   * @param row of the input and the output
   * @param batch row of the states
   */
  abstract void step(KernelContext context, int row, int batch, int unit);
}
