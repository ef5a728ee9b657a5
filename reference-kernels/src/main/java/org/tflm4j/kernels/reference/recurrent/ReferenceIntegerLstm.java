/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.FORGET_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_GATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT_GATE;

import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.LstmNumerics.Gate;
import org.tflm4j.api.op.LstmNumerics.Quantized;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.quantization.SigmoidTable;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.reference.support.IntegerDot;
import org.tflm4j.kernels.reference.support.Requantizer;

/**
 * LSTM on INT8 or INT16 with a cell state of INT16. Mirrors {@code LstmStep} of {@code
 * micro/kernels/lstm_eval.h}.
 */
final class ReferenceIntegerLstm extends ReferenceLstm {
  private static final IntegerRange INT16 = new IntegerRange(Short.MIN_VALUE, Short.MAX_VALUE);
  private static final IntegerRange INT8 = new IntegerRange(Byte.MIN_VALUE, Byte.MAX_VALUE);

  /** Converts Q3.12 to the steps of {@link SigmoidTable}. */
  private static final int GATE_MULTIPLIER = 3;

  private final Quantized numerics;
  private final IntegerDot dot;
  private final int elementBytes;
  private final Requantizer[] inputSums = new Requantizer[GATES];
  private final Requantizer[] recurrentSums = new Requantizer[GATES];
  private final Requantizer forgotten;
  private final Requantizer entered;
  private final Requantizer hidden;
  private final int tanhMultiplier;
  private final int tanhRightShift;

  ReferenceIntegerLstm(UnidirectionalSequenceLstm op, Quantized numerics) {
    super(op);
    this.numerics = numerics;
    this.dot = IntegerDot.forInput(numerics.type());
    this.elementBytes = numerics.type().bytes();
    boolean accumulator64 = numerics.accumulator64();
    for (int i = 0; i < GATES; i++) {
      Gate gate = numerics.gates().get(i);
      inputSums[i] = requantizer(gate.inputMultiplier(), accumulator64, 0, INT16);
      recurrentSums[i] = requantizer(gate.recurrentMultiplier(), accumulator64, 0, INT16);
    }
    this.forgotten = requantizer(numerics.forgetMultiplier(), false, 0, INT16);
    this.entered = requantizer(numerics.enterMultiplier(), false, 0, INT16);
    this.hidden =
        requantizer(
            numerics.hiddenMultiplier(),
            false,
            numerics.hiddenZeroPoint(),
            numerics.type() == TensorType.INT16 ? INT16 : INT8);
    int shift = numerics.cellScalePower() + 12;
    this.tanhMultiplier = GATE_MULTIPLIER << Math.max(shift, 0);
    this.tanhRightShift = Math.max(-shift, 0);
  }

  private static Requantizer requantizer(
      QuantizedMultiplier multiplier, boolean accumulator64, int zeroPoint, IntegerRange range) {
    return new Requantizer(
        ChannelMultipliers.uniform(multiplier, 1), accumulator64, zeroPoint, range);
  }

  @Override
  void step(KernelContext context, int row, int batch, int unit) {
    int forget = logistic(sum(context, FORGET_GATE, row, batch, unit));
    int enter = logistic(sum(context, INPUT_GATE, row, batch, unit));
    int candidate =
        SigmoidTable.tanh(sum(context, CELL_GATE, row, batch, unit), GATE_MULTIPLIER, 0);
    int pass = logistic(sum(context, OUTPUT_GATE, row, batch, unit));

    Tensor cellState = cell(context);
    int cellIndex = batch * op.stateDepth() + unit;
    // Products of 16 bits by 16 bits fit an int.
    int staying = forget * cellState.int16At(cellIndex);
    int entering = enter * candidate;
    int cell = INT16.clamp(forgotten.apply(staying, 0) + entered.apply(entering, 0));
    cell = Math.max(Math.min(cell, numerics.cellClip()), -numerics.cellClip());
    cellState.setInt16At(cellIndex, (short) cell);
    int passing = SigmoidTable.tanh(cell, tanhMultiplier, tanhRightShift) * pass;
    Requantizer.store(
        context.output(OUTPUT), row * op.stateDepth() + unit, hidden.apply(passing, 0));
  }

  private static int logistic(int sum) {
    return SigmoidTable.logistic(sum, GATE_MULTIPLIER, 0);
  }

  /** Returns the sum of a gate in Q3.12. */
  private int sum(KernelContext context, int gate, int row, int batch, int unit) {
    long input =
        Requantizer.bias(bias(context, gate), unit)
            + dot(
                context.input(INPUT),
                row * op.inputDepth(),
                numerics.inputZeroPoint(),
                inputWeights(context, gate),
                unit * op.inputDepth(),
                numerics.gates().get(gate).inputWeightsZeroPoint(),
                op.inputDepth());
    long recurrent =
        dot(
            hidden(context),
            batch * op.stateDepth(),
            numerics.hiddenZeroPoint(),
            recurrentWeights(context, gate),
            unit * op.stateDepth(),
            numerics.gates().get(gate).recurrentWeightsZeroPoint(),
            op.stateDepth());
    return INT16.clamp(inputSums[gate].apply(input, 0) + recurrentSums[gate].apply(recurrent, 0));
  }

  private long dot(
      Tensor values,
      int firstValue,
      int valueZeroPoint,
      Tensor weights,
      int firstWeight,
      int weightZeroPoint,
      int count) {
    return dot.dot(
        values.data(),
        values.offset() + firstValue * elementBytes,
        valueZeroPoint,
        weights.data(),
        weights.offset() + firstWeight,
        weightZeroPoint,
        count);
  }
}
