/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.recurrent;

import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** LSTM on floats. Mirrors {@code LstmStep} of {@code micro/kernels/lstm_eval.h}. */
final class ReferenceFloatLstm extends ReferenceLstm {
  ReferenceFloatLstm(UnidirectionalSequenceLstm op) {
    super(op);
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
    if (op.cellClip() > 0) {
      // In the order of TFLM's min and max, which makes NaN the upper bound.
      cell = cell < op.cellClip() ? cell : op.cellClip();
      cell = cell < -op.cellClip() ? -op.cellClip() : cell;
    }
    cellState.setFloat32At(cellIndex, cell);
    context
        .output(0)
        .setFloat32At(row * op.stateDepth() + unit, finite((float) Math.tanh(cell) * pass));
  }

  private float sum(KernelContext context, int gate, int row, int batch, int unit) {
    int inputDepth = op.inputDepth();
    int stateDepth = op.stateDepth();
    float input =
        dot(
            context.input(0),
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
    byte[] valueData = values.data();
    byte[] weightData = weights.data();
    int valuesAt = values.offset() + 4 * firstValue;
    int weightsAt = weights.offset() + 4 * first;
    float total = 0;
    for (int i = 0; i < count; i++) {
      total +=
          LittleEndian.getFloat(valueData, valuesAt + 4 * i)
              * LittleEndian.getFloat(weightData, weightsAt + 4 * i);
    }
    return total;
  }

  /** The range of "no activation", which TFLM clamps dense sums and products to. */
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
