/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import static org.tflm4j.api.op.UnidirectionalSequenceLstm.GATES;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.INPUT;
import static org.tflm4j.api.op.UnidirectionalSequenceLstm.OUTPUT;
import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.ElementLanes.wholeVectors;
import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.LstmNumerics.Gate;
import org.tflm4j.api.op.LstmNumerics.Quantized;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.IntRequantizer;
import org.tflm4j.kernels.vector.support.LaneFunction;
import org.tflm4j.kernels.vector.support.LaneRange;
import org.tflm4j.kernels.vector.support.SigmoidOfInt16;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;
import org.tflm4j.kernels.vector.support.product.DenseRows;
import org.tflm4j.kernels.vector.support.product.QuantizedDense;

/**
 * LSTM on INT8 or INT16 with a cell state of INT16; see the reference kernel for the arithmetic.
 */
final class VectorIntegerLstm extends VectorLstm {
  /** Converts Q3.12 to the steps of the table of the logistic function. */
  private static final int GATE_MULTIPLIER = 3;

  private static final LaneFunction LOGISTIC =
      new SigmoidOfInt16(Sigmoid.Kind.LOGISTIC, new Sigmoid.Int16(GATE_MULTIPLIER, 0));

  private static final LaneFunction TANH =
      new SigmoidOfInt16(Sigmoid.Kind.TANH, new Sigmoid.Int16(GATE_MULTIPLIER, 0));

  private final TensorType type;
  private final QuantizedDense inputSums;
  private final QuantizedDense recurrentSums;
  private final IntRequantizer products;
  private final IntRequantizer toHidden;
  private final LaneFunction cellTanh;
  private final LaneRange cellRange;
  private final LaneRange outputRange;
  private final DenseRows rows;

  // Where data lies in the work space, behind the rows and their sums.
  private final int hiddenAt;
  private final int recurrentAt;
  private final int gatesAt;
  private final int candidateAt;
  private final int productsAt;
  private final int cellAt;
  private final int end;

  VectorIntegerLstm(UnidirectionalSequenceLstm op, Quantized numerics, KernelRequest request) {
    super(op);
    this.type = numerics.type();
    int[] inputWeightsZeroPoints = new int[GATES * units];
    int[] recurrentWeightsZeroPoints = new int[GATES * units];
    QuantizedMultiplier[] inputMultipliers = new QuantizedMultiplier[GATES * units];
    QuantizedMultiplier[] recurrentMultipliers = new QuantizedMultiplier[GATES * units];
    for (int channel = 0; channel < GATES * units; channel++) {
      Gate gate = numerics.gates().get(operand(channel / units));
      inputWeightsZeroPoints[channel] = gate.inputWeightsZeroPoint();
      recurrentWeightsZeroPoints[channel] = gate.recurrentWeightsZeroPoint();
      inputMultipliers[channel] = gate.inputMultiplier();
      recurrentMultipliers[channel] = gate.recurrentMultiplier();
    }
    this.inputSums =
        gateSums(
            numerics.inputZeroPoint(),
            new QuantizedDense.Weights(
                inputWeights(request), 0, op.inputDepth(), inputWeightsZeroPoints, bias(request)),
            inputMultipliers);
    this.recurrentSums =
        gateSums(
            numerics.hiddenZeroPoint(),
            new QuantizedDense.Weights(
                recurrentWeights(request),
                0,
                units,
                recurrentWeightsZeroPoints,
                new long[GATES * units]),
            recurrentMultipliers);

    QuantizedMultiplier[] productMultipliers = new QuantizedMultiplier[2 * units];
    QuantizedMultiplier[] hiddenMultipliers = new QuantizedMultiplier[units];
    for (int unit = 0; unit < units; unit++) {
      productMultipliers[unit] = numerics.enterMultiplier();
      productMultipliers[units + unit] = numerics.forgetMultiplier();
      hiddenMultipliers[unit] = numerics.hiddenMultiplier();
    }
    LaneRange int16 = LaneRange.of(TensorType.INT16);
    this.products = requantizer(productMultipliers, 0, int16);
    this.outputRange = LaneRange.of(type);
    this.toHidden = requantizer(hiddenMultipliers, numerics.hiddenZeroPoint(), outputRange);
    int clip = numerics.cellClip();
    this.cellRange =
        LaneRange.of(
            new IntegerRange(Math.max(-clip, Short.MIN_VALUE), Math.min(clip, Short.MAX_VALUE)));
    int shift = numerics.cellScalePower() + 12;
    this.cellTanh =
        new SigmoidOfInt16(
            Sigmoid.Kind.TANH,
            new Sigmoid.Int16(GATE_MULTIPLIER << Math.max(shift, 0), Math.max(-shift, 0)));

    this.rows = new DenseRows(rows(), inputSums.rowFloats(), inputSums.resultStep());
    int blocks = 1 + LaneFunction.SPARE_BLOCKS;
    WorkspaceLayout layout = new WorkspaceLayout();
    layout.reserve(rows.floats());
    this.hiddenAt = layout.reserve(recurrentSums.rowFloats());
    this.recurrentAt = layout.reserve(recurrentSums.resultStep());
    this.gatesAt = layout.reserve(blocks * wholeVectors(LOGISTIC_GATES * units));
    this.candidateAt = layout.reserve(blocks * wholeVectors(units));
    // A block may begin at every unit and is written in whole vectors.
    this.productsAt = layout.reserve(wholeVectors(2 * units) + INTS.length());
    this.cellAt = layout.reserve(wholeVectors(units) + INTS.length());
    this.end = layout.floats();
  }

  /** Returns whether the sums over INT16 rows are exact, see {@link QuantizedDense}. */
  static boolean allowsInt16(UnidirectionalSequenceLstm op) {
    return QuantizedDense.Weights.allowInt16(Math.max(op.inputDepth(), op.stateDepth()));
  }

  private QuantizedDense gateSums(
      int zeroPoint, QuantizedDense.Weights weights, QuantizedMultiplier[] multipliers) {
    boolean int16 = type == TensorType.INT16;
    return new QuantizedDense(
        int16,
        zeroPoint,
        weights,
        new QuantizedDense.Requantization(
            ChannelMultipliers.of(multipliers), int16, 0, Short.MIN_VALUE, Short.MAX_VALUE));
  }

  private static IntRequantizer requantizer(
      QuantizedMultiplier[] multipliers, int offset, LaneRange range) {
    return new IntRequantizer(
        new int[multipliers.length],
        ChannelMultipliers.of(multipliers),
        offset,
        range.min(),
        range.max());
  }

  private long[] bias(KernelRequest request) {
    byte[] data = biases(request);
    long[] bias = new long[GATES * units];
    for (int channel = 0; channel < bias.length; channel++) {
      bias[channel] =
          type == TensorType.INT16
              ? LittleEndian.getLong(data, Long.BYTES * channel)
              : LittleEndian.getInt(data, Integer.BYTES * channel);
    }
    return bias;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(end)
        .holding(
            inputSums.heldBytes()
                + recurrentSums.heldBytes()
                + products.heldBytes()
                + toHidden.heldBytes());
  }

  @Override
  int rowsAtATime() {
    return rows.atATime();
  }

  @Override
  void sumInputs(KernelContext context, int first, int count) {
    Tensor input = context.input(INPUT);
    int inputAt = input.offset() + first * op.inputDepth() * type.bytes();
    inputSums.apply(input.data(), inputAt, count, context.workspace(), 0, rows.sumsAt());
  }

  @Override
  void step(KernelContext context, int row, int index, int batch) {
    float[] space = context.workspace();
    Tensor hidden = hidden(context);
    int hiddenFrom = hidden.offset() + batch * units * type.bytes();
    recurrentSums.apply(hidden.data(), hiddenFrom, 1, space, hiddenAt, recurrentAt);
    int inputAt = rows.sumsAt() + index * inputSums.resultStep();
    int logistic = LOGISTIC_GATES * units;
    LaneRange int16 = LaneRange.of(TensorType.INT16);
    add(space, inputAt, recurrentAt, gatesAt, logistic, int16);
    add(space, inputAt + logistic, recurrentAt + logistic, candidateAt, units, int16);
    LOGISTIC.apply(space, gatesAt, logistic);
    TANH.apply(space, candidateAt, units);

    Tensor cell = cell(context);
    int cellFrom = cell.offset() + Short.BYTES * batch * units;
    ElementLanes.widen(TensorType.INT16, cell.data(), cellFrom, units, space, cellAt);
    multiply(space, gatesAt, candidateAt, productsAt, units);
    multiply(space, gatesAt + units, cellAt, productsAt + units, units);
    products.apply(space, productsAt, 0, 1, 0, 2 * units);
    add(space, productsAt, productsAt + units, candidateAt, units, cellRange);
    ElementLanes.store(
        TensorType.INT16, space, candidateAt, units, 0, cellRange, cell.data(), cellFrom);

    cellTanh.apply(space, candidateAt, units);
    multiply(space, candidateAt, gatesAt + 2 * units, candidateAt, units);
    toHidden.apply(space, candidateAt, 0, 1, 0, units);
    Tensor output = context.output(OUTPUT);
    int outputAt = output.offset() + row * units * type.bytes();
    ElementLanes.store(type, space, candidateAt, units, 0, outputRange, output.data(), outputAt);
  }

  /** Adds lanes of at most 17 bits and clamps the sums. */
  private static void add(float[] lanes, int left, int right, int to, int count, LaneRange range) {
    int low = range.min();
    int high = range.max();
    for (int i = 0; i < count; i += INTS.length()) {
      FloatVector.fromArray(FLOATS, lanes, left + i)
          .reinterpretAsInts()
          .add(FloatVector.fromArray(FLOATS, lanes, right + i).reinterpretAsInts())
          .max(low)
          .min(high)
          .reinterpretAsFloats()
          .intoArray(lanes, to + i);
    }
  }

  /** Multiplies lanes of 16 bits: the products fit an int. */
  private static void multiply(float[] lanes, int left, int right, int to, int count) {
    for (int i = 0; i < count; i += INTS.length()) {
      FloatVector.fromArray(FLOATS, lanes, left + i)
          .reinterpretAsInts()
          .mul(FloatVector.fromArray(FLOATS, lanes, right + i).reinterpretAsInts())
          .reinterpretAsFloats()
          .intoArray(lanes, to + i);
    }
  }
}
