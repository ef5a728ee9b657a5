/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.FORGET_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT_GATE;

import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.FloatDot;

/** LSTM on floats. Mirrors {@code LstmStep} of {@code micro/kernels/lstm_eval.h}. */
final class ReferenceFloatLstm extends ReferenceLstm {
  private final float cellClip;

  ReferenceFloatLstm(UnidirectionalSequenceLstm op, float cellClip) {
    super(op);
    this.cellClip = cellClip;
  }

  @Override
  void step(KernelContext context, int row, int batch, int unit) {
    float forget = logistic(sum(context, FORGET_GATE, row, batch, unit));
    float enter = logistic(sum(context, INPUT_GATE, row, batch, unit));
    float candidate = (float) Math.tanh(sum(context, CELL_GATE, row, batch, unit));
    float pass = logistic(sum(context, OUTPUT_GATE, row, batch, unit));

    Tensor cellState = cell(context);
    int cellIndex = batch * op.stateDepth() + unit;
    float cell = finite(forget * cellState.float32At(cellIndex)) + finite(enter * candidate);
    if (cellClip > 0) {
      // In the order of TFLM's min and max, which turns NaN into the upper bound.
      cell = cell < cellClip ? cell : cellClip;
      cell = cell < -cellClip ? -cellClip : cell;
    }
    cellState.setFloat32At(cellIndex, cell);
    context
        .output(OUTPUT)
        .setFloat32At(row * op.stateDepth() + unit, finite((float) Math.tanh(cell) * pass));
  }

  private float sum(KernelContext context, int gate, int row, int batch, int unit) {
    int inputDepth = op.inputDepth();
    int stateDepth = op.stateDepth();
    float input =
        dot(
            context.input(INPUT),
            row * inputDepth,
            inputWeights(context, gate),
            unit * inputDepth,
            inputDepth);
    float recurrent =
        dot(
            hidden(context),
            batch * stateDepth,
            recurrentWeights(context, gate),
            unit * stateDepth,
            stateDepth);
    return finite(input + bias(context, gate).float32At(unit)) + finite(recurrent);
  }

  private static float dot(Tensor values, int firstValue, Tensor weights, int first, int count) {
    return FloatDot.add(
        0,
        values.data(),
        values.offset() + Float.BYTES * firstValue,
        Float.BYTES,
        weights.data(),
        weights.offset() + Float.BYTES * first,
        Float.BYTES,
        count);
  }

  /** Clamps to the finite numbers, as TFLM does with dense sums and products. */
  private static float finite(float x) {
    return Math.max(-Float.MAX_VALUE, Math.min(x, Float.MAX_VALUE));
  }

  private static float logistic(float x) {
    if (x > 16.619047f) {
      return 1;
    }
    return x < -9 ? (float) Math.exp(x) : 1 / (1 + (float) Math.exp(-x));
  }
}
