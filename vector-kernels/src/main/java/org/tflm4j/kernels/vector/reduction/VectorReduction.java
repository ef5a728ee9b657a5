/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.reduction;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.api.op.Reduction.Kind;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.Int8Lanes;
import org.tflm4j.kernels.vector.support.LaneAverage;
import org.tflm4j.kernels.vector.support.LaneRange;
import org.tflm4j.kernels.vector.support.LaneReduction;
import org.tflm4j.kernels.vector.support.LaneRescaler;

/**
 * MEAN and SUM of INT8, INT16 and FLOAT32 along constant axes. Rows shorter than some vectors are
 * summed several side by side, and their sums are added in the end. So vectors are full whatever
 * the axes.
 */
public final class VectorReduction implements Kernel {
  /** Lanes of rows summed side by side, unless a single one is longer. */
  private static final int ROW_LANES = 128;

  /** Lanes of rows that are widened at a time, and lanes of sums that are rescaled at a time. */
  private static final int BAND_LANES = 4096;

  private static final int RESULT_LANES = 512;

  /** Elements of a run that are summed one by one in the time that vectors would take to add up. */
  private static final int SHORT_RUN = 32;

  private final Reduction op;
  private final TensorType type;
  private final LaneReduction sum;
  private final ReductionLoops loops;

  /** A power of two: rows that are summed side by side. */
  private final int side;

  /** Lanes of the sums of these rows. */
  private final int width;

  /** Times {@code width}, the lanes of the band. */
  private final int bandRows;

  /** Whether an output row is the sum of one short run, which takes no vectors. */
  private final boolean shortRuns;

  /** Output rows that are rescaled at a time. */
  private final int resultRows;

  /** Elements that make one output. */
  private final int count;

  /** Null for FLOAT32. */
  private final LaneRescaler rescaler;

  private final int outputZeroPoint;
  private final LaneRange range;

  private VectorReduction(Reduction op, TensorType type) {
    this.op = op;
    this.type = type;
    this.sum = type == TensorType.FLOAT32 ? LaneReduction.FLOAT_SUM : LaneReduction.INT_SUM;
    this.loops = new ReductionLoops(op.inputShape(), op.reducedAxes());
    int row = loops.rowLength();
    this.side = Integer.highestOneBit(Math.max(1, Math.min(loops.runRows(), ROW_LANES / row)));
    this.width = side * row;
    this.bandRows = Math.max(1, BAND_LANES / width);
    this.resultRows = Math.min(loops.outputRows(), Math.max(1, RESULT_LANES / row));
    this.shortRuns = loops.runs() == 1 && loops.runRows() * row <= SHORT_RUN;
    this.count = loops.runs() * loops.runRows();
    switch (op.numerics()) {
      case Reduction.Real() -> {
        this.rescaler = null;
        this.outputZeroPoint = 0;
      }
      case Reduction.QuantizedSum numerics -> {
        this.rescaler = rescaler(op.kind(), numerics, count);
        this.outputZeroPoint = numerics.outputZeroPoint();
      }
      case Reduction.Bytes() -> throw new IllegalArgumentException(op.name() + " does not sum");
    }
    this.range = LaneRange.of(type);
  }

  /** Answers a request for a reduction. */
  public static KernelAnswer answer(Reduction op, KernelRequest request) {
    if (op.kind() != Kind.MEAN && op.kind() != Kind.SUM) {
      return KernelAnswer.declined("there is no vector kernel for " + op.name());
    }
    if (op.reducedAxes() == Reduction.AXES_AT_RUN_TIME) {
      return KernelAnswer.declined("the vector kernel takes constant axes");
    }
    if (op.inputShape().elementCount() == 0) {
      return KernelAnswer.declined("the input is empty");
    }
    ReductionLoops loops = new ReductionLoops(op.inputShape(), op.reducedAxes());
    if (loops.rowLength() > Int8Lanes.MAX_BAND_FLOATS / 4) {
      return KernelAnswer.declined(
          "rows of " + loops.rowLength() + " elements are too long for the vector kernel");
    }
    return KernelAnswer.of(new VectorReduction(op, request.inputType(Reduction.INPUT)));
  }

  /**
   * As in TFLM the multiplier takes up the division of a mean: it grows by as many bits as the
   * count has before it is divided, so it keeps its precision. It stays under 2^63 and the shift at
   * or above -31.
   */
  private static LaneRescaler rescaler(Kind kind, Reduction.QuantizedSum numerics, int count) {
    QuantizedMultiplier multiplier = numerics.multiplier();
    if (kind == Kind.MEAN) {
      int headroom = Math.min(31 - Integer.numberOfLeadingZeros(count), 31 + multiplier.shift());
      multiplier =
          new QuantizedMultiplier(
              (int) (((long) multiplier.multiplier() << headroom) / count),
              multiplier.shift() - headroom);
    }
    // Wraps where TFLM's difference wraps.
    return new LaneRescaler(-numerics.inputZeroPoint() * count, 0, multiplier);
  }

  // Work space: the sums, behind them the band of widened rows, then the results. Whole vectors are
  // written, so there is one to spare behind the last.
  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(
        resultsAt() + resultRows * loops.rowLength() + ElementLanes.INTS.length());
  }

  private int resultsAt() {
    int lanes = shortRuns ? resultRows * count * loops.rowLength() : (1 + bandRows) * width;
    return lanes + ElementLanes.INTS.length();
  }

  @Override
  public void eval(KernelContext context) {
    int row = loops.rowLength();
    int rows = loops.outputRows();
    for (int done = 0; done < rows; done += resultRows) {
      int group = Math.min(resultRows, rows - done);
      if (shortRuns) {
        sumShort(context, done, group);
      } else {
        for (int i = 0; i < group; i++) {
          // From left to right: what a whole vector writes behind a row, the next one overwrites.
          sum(context, done + i, resultsAt() + i * row);
        }
      }
      finish(context, done * row, group * row);
    }
  }

  /** Sums up the runs of some output rows, which follow each other. */
  private void sumShort(KernelContext context, int outputRow, int rows) {
    Tensor input = context.input(Reduction.INPUT);
    float[] lanes = context.workspace();
    int run = loops.runRows() * loops.rowLength();
    int from = input.offset() + outputRow * run * type.bytes();
    ElementLanes.widen(type, input.data(), from, rows * run, lanes, 0);
    sum.applyToRuns(lanes, 0, loops.rowLength(), loops.runRows(), rows, resultsAt());
  }

  /** Sums up all runs of an output row. */
  private void sum(KernelContext context, int outputRow, int resultAt) {
    Tensor input = context.input(Reduction.INPUT);
    float[] lanes = context.workspace();
    int elements = loops.runRows() * loops.rowLength();
    Arrays.fill(lanes, 0, width, 0);
    for (int run = 0; run < loops.runs(); run++) {
      int start = loops.start(outputRow, run);
      for (int done = 0; done < elements; done += bandRows * width) {
        int length = Math.min(bandRows * width, elements - done);
        int rows = (length + width - 1) / width;
        int from = input.offset() + (start + done) * type.bytes();
        ElementLanes.widen(type, input.data(), from, length, lanes, width);
        Arrays.fill(lanes, width + length, width + rows * width, 0);
        sum.apply(lanes, 0, width, 1 + rows, 0, width);
      }
    }
    int half = width;
    while (half > loops.rowLength()) {
      half /= 2;
      sum.apply(lanes, 0, half, 2, 0, half);
    }
    sum.apply(lanes, 0, half, 1, resultAt, half);
  }

  /** Turns sums into outputs. */
  private void finish(KernelContext context, int element, int length) {
    Tensor output = context.output(Reduction.OUTPUT);
    float[] lanes = context.workspace();
    if (rescaler != null) {
      rescaler.apply(lanes, resultsAt(), length);
    } else if (op.kind() == Kind.MEAN) {
      LaneAverage.ofFloats(lanes, resultsAt(), length, count);
    }
    ElementLanes.store(
        type,
        lanes,
        resultsAt(),
        length,
        outputZeroPoint,
        range,
        output.data(),
        output.offset() + element * type.bytes());
  }
}
