/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;
import static org.tflm4j.kernels.vector.support.ElementLanes.wholeVectors;
import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneExponential;
import org.tflm4j.kernels.vector.support.LaneFunction;
import org.tflm4j.kernels.vector.support.LaneRange;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;
import org.tflm4j.kernels.vector.support.product.DenseProduct;
import org.tflm4j.kernels.vector.support.product.DenseRows;
import org.tflm4j.kernels.vector.support.product.FloatDenseFilter;

/** LSTM on FLOAT32; see the reference kernel for the arithmetic. */
final class VectorFloatLstm extends VectorLstm {
  private static final LaneRange UNBOUNDED = LaneRange.of(TensorType.FLOAT32);

  private final float cellClip;
  private final FloatDenseFilter inputFilter;
  private final FloatDenseFilter recurrentFilter;
  private final float[] bias;
  private final int sumsStep;
  private final DenseRows rows;

  // Where data lies in the work space, behind the rows and their sums.
  private final int hiddenAt;
  private final int recurrentAt;
  private final int gatesAt;
  private final int candidateAt;
  private final int cellAt;
  private final int end;

  VectorFloatLstm(UnidirectionalSequenceLstm op, float cellClip, KernelRequest request) {
    super(op);
    this.cellClip = cellClip;
    int channels = GATES * units;
    this.inputFilter = new FloatDenseFilter(inputWeights(request), 0, channels, op.inputDepth());
    this.recurrentFilter = new FloatDenseFilter(recurrentWeights(request), 0, channels, units);
    this.sumsStep = inputFilter.blocks().paddedChannels();
    // The last gate's vectors may reach beyond the last channel.
    this.bias = new float[sumsStep + FLOATS.length()];
    ElementLanes.widen(TensorType.FLOAT32, biases(request), 0, channels, bias, 0);
    this.rows = new DenseRows(rows(), op.inputDepth(), sumsStep);
    int blocks = 1 + LaneFunction.SPARE_BLOCKS;
    WorkspaceLayout layout = new WorkspaceLayout();
    layout.reserve(rows.floats());
    this.hiddenAt = layout.reserve(units);
    this.recurrentAt = layout.reserve(sumsStep);
    this.gatesAt = layout.reserve(blocks * wholeVectors(LOGISTIC_GATES * units));
    this.candidateAt = layout.reserve(blocks * wholeVectors(units));
    this.cellAt = layout.reserve(wholeVectors(units));
    this.end = layout.floats();
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(end)
        .holding(
            inputFilter.heldBytes()
                + recurrentFilter.heldBytes()
                + (long) Float.BYTES * bias.length);
  }

  @Override
  int rowsAtATime() {
    return rows.atATime();
  }

  @Override
  void sumInputs(KernelContext context, int first, int count) {
    Tensor input = context.input(INPUT);
    float[] space = context.workspace();
    int inputAt = input.offset() + Float.BYTES * first * op.inputDepth();
    int values = count * op.inputDepth();
    ElementLanes.widen(TensorType.FLOAT32, input.data(), inputAt, values, space, 0);
    DenseProduct.multiply(inputFilter, space, 0, count, rows.sumsAt(), sumsStep);
  }

  @Override
  void step(KernelContext context, int row, int index, int batch) {
    float[] space = context.workspace();
    Tensor hidden = hidden(context);
    int stateAt = Float.BYTES * batch * units;
    ElementLanes.widen(
        TensorType.FLOAT32, hidden.data(), hidden.offset() + stateAt, units, space, hiddenAt);
    DenseProduct.multiply(recurrentFilter, space, hiddenAt, 1, recurrentAt, 0);
    int inputAt = rows.sumsAt() + index * sumsStep;
    int logistic = LOGISTIC_GATES * units;
    gates(space, inputAt, 0, gatesAt, logistic);
    gates(space, inputAt, logistic, candidateAt, units);
    LaneExponential.logistic(space, gatesAt, logistic);
    LaneExponential.tanh(space, candidateAt, units);

    Tensor cell = cell(context);
    int cellFrom = cell.offset() + stateAt;
    ElementLanes.widen(TensorType.FLOAT32, cell.data(), cellFrom, units, space, cellAt);
    updateCell(space);
    ElementLanes.store(
        TensorType.FLOAT32, space, candidateAt, units, 0, UNBOUNDED, cell.data(), cellFrom);

    LaneExponential.tanh(space, candidateAt, units);
    multiply(space, candidateAt, gatesAt + 2 * units, candidateAt);
    Tensor output = context.output(OUTPUT);
    int outputAt = output.offset() + Float.BYTES * row * units;
    ElementLanes.store(
        TensorType.FLOAT32, space, candidateAt, units, 0, UNBOUNDED, output.data(), outputAt);
  }

  /**
   * Adds up the two sums and the bias of the gates from channel {@code first} on. TFLM clamps dense
   * sums and products to the finite numbers, NaN staying NaN.
   */
  private void gates(float[] lanes, int inputAt, int first, int to, int count) {
    for (int i = 0; i < count; i += FLOATS.length()) {
      FloatVector recurrent =
          FloatVector.fromArray(FLOATS, lanes, recurrentAt + first + i)
              .min(Float.MAX_VALUE)
              .max(-Float.MAX_VALUE);
      FloatVector.fromArray(FLOATS, lanes, inputAt + first + i)
          .add(FloatVector.fromArray(FLOATS, bias, first + i))
          .min(Float.MAX_VALUE)
          .max(-Float.MAX_VALUE)
          .add(recurrent)
          .intoArray(lanes, to + i);
    }
  }

  /** Adds what stays of the cell state and what enters it, clipped, in place of the candidate. */
  private void updateCell(float[] lanes) {
    multiply(lanes, gatesAt, candidateAt, candidateAt);
    multiply(lanes, gatesAt + units, cellAt, cellAt);
    for (int i = 0; i < units; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, lanes, cellAt + i)
          .add(FloatVector.fromArray(FLOATS, lanes, candidateAt + i))
          .intoArray(lanes, candidateAt + i);
    }
    if (cellClip > 0) {
      clip(lanes, candidateAt, units, cellClip);
    }
  }

  /** In the order of TFLM's min and max, which makes NaN the upper bound. */
  private static void clip(float[] lanes, int at, int count, float bound) {
    FloatVector upper = FloatVector.broadcast(FLOATS, bound);
    FloatVector lower = upper.neg();
    for (int i = at; i < at + count; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, lanes, i);
      FloatVector below = upper.blend(x, x.compare(VectorOperators.LT, upper));
      below.blend(lower, below.compare(VectorOperators.LT, lower)).intoArray(lanes, i);
    }
  }

  private void multiply(float[] lanes, int left, int right, int to) {
    for (int i = 0; i < units; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, lanes, left + i)
          .mul(FloatVector.fromArray(FLOATS, lanes, right + i))
          .min(Float.MAX_VALUE)
          .max(-Float.MAX_VALUE)
          .intoArray(lanes, to + i);
    }
  }
}
