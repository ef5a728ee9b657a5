/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.CELL_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.HIDDEN_STATE;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT_WEIGHTS;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.RECURRENT_WEIGHTS;

import java.util.stream.IntStream;
import org.tflm4j.api.op.LstmNumerics;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Computes the multipliers of a quantized LSTM from the scales of its tensors. Mirrors {@code
 * PrepareGateParametersInteger} and {@code CreateLstmCellStateInfo} of {@code
 * micro/kernels/lstm_eval_common.cc}. Like TFLM's kernel it does not use the intermediate tensors,
 * which TensorFlow Lite's kernel needs.
 */
final class QuantizeLstm {
  /** Gates before their activation are Q3.12. */
  private static final double GATE_SUM_SCALE = 0x1p-12;

  /** Gates and tanh of the cell state are Q0.15. */
  private static final double GATE_SCALE = 0x1p-15;

  /** Beyond these shifts TFLM's tanh overflows: 3 * 2^14 times 16 bits fit an int. */
  private static final int MIN_TANH_SHIFT = -31;

  private static final int MAX_TANH_SHIFT = 14;

  private final PrepareContext context;
  private final TensorSpec input;
  private final TensorSpec hidden;

  private QuantizeLstm(PrepareContext context) {
    this.context = context;
    this.input = context.input(INPUT);
    this.hidden = context.input(HIDDEN_STATE);
  }

  static LstmNumerics.Quantized of(PrepareContext context, float cellClip) {
    return new QuantizeLstm(context).quantize(cellClip);
  }

  private LstmNumerics.Quantized quantize(float cellClip) {
    TensorSpec cell = context.input(CELL_STATE);
    double cellScale = context.requireQuantized(cell).scale();
    return new LstmNumerics.Quantized(
        input.type(),
        input.quantization().zeroPoint(),
        hidden.quantization().zeroPoint(),
        IntStream.range(0, GATES).mapToObj(this::gate).toList(),
        context.multiplier(GATE_SCALE * cellScale / cellScale),
        context.multiplier(GATE_SCALE * GATE_SCALE / cellScale),
        context.multiplier(GATE_SCALE * GATE_SCALE / context.requireQuantized(hidden).scale()),
        cellClip > 0
            ? (int) Math.min(cellClip / cellScale, Short.MAX_VALUE)
            : LstmNumerics.Quantized.NO_CLIP,
        scalePower(cell));
  }

  private LstmNumerics.Gate gate(int gate) {
    TensorSpec inputWeights = context.input(INPUT_WEIGHTS + gate);
    TensorSpec recurrentWeights = context.input(RECURRENT_WEIGHTS + gate);
    return new LstmNumerics.Gate(
        inputWeights.quantization().zeroPoint(),
        multiplier(input, inputWeights),
        recurrentWeights.quantization().zeroPoint(),
        multiplier(hidden, recurrentWeights));
  }

  private QuantizedMultiplier multiplier(TensorSpec values, TensorSpec weights) {
    int scales = context.requireQuantized(weights).scaleCount();
    // TFLM takes weights with one scale per row, and then scales with uninitialised memory.
    context.require(scales == 1, weights + " has " + scales + " scales, needs 1");
    // A product of floats, as in TFLM.
    float product = context.requireQuantized(values).scale() * weights.quantization().scale();
    return context.multiplier(product / GATE_SUM_SCALE);
  }

  /** Mirrors {@code CheckedLog2}, whose answer that the scale is no power of two TFLM ignores. */
  private int scalePower(TensorSpec cell) {
    float log2 = (float) Math.log(cell.quantization().scale()) * (1.0f / (float) Math.log(2));
    int power = (int) Math.copySign(Math.floor(Math.abs((double) log2) + 0.5), log2);
    // tanh takes Q3.12, so this is how far it shifts the cell state.
    int shift = power + 12;
    context.require(
        shift >= MIN_TANH_SHIFT && shift <= MAX_TANH_SHIFT,
        cell + " has " + cell.quantization() + ", needs a scale from 2^-43 to 4");
    return power;
  }
}
