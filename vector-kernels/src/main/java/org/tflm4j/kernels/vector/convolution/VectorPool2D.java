/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.Pool2D.Kind;
import org.tflm4j.api.op.Pool2D.Quantized;
import org.tflm4j.api.op.Pool2D.Real;
import org.tflm4j.api.op.Window;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.kernels.vector.convolution.OutputRectangles.Rectangle;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.Int8Lanes;
import org.tflm4j.kernels.vector.support.LaneAverage;
import org.tflm4j.kernels.vector.support.LaneReduction;
import org.tflm4j.kernels.vector.support.WorkspaceLayout;

/**
 * AVERAGE_POOL_2D and MAX_POOL_2D of INT8, INT16 and FLOAT32. For every output row the input rows
 * that its windows see are folded into one, all columns and channels side by side, and that one
 * into the output pixels: vectors are full in the first step even where there are few channels.
 */
public final class VectorPool2D implements Kernel, OutputRectangles.Visitor {
  /** Input rows are widened in groups of at most this many lanes, which stay in a fast cache. */
  private static final int GROUP_LANES = 1 << 13;

  /** Taps beyond this many count no more in TFLM: it counts in a float. */
  private static final int FLOAT_COUNT_LIMIT = 1 << 24;

  private final Pool2D op;
  private final TensorType type;
  private final LaneReduction fold;
  private final Shape inputShape;
  private final Shape outputShape;
  private final int depth;

  /** Lanes of a widened input row, padded to whole vectors. */
  private final int rowLanes;

  /** Input rows of a group. */
  private final int groupRows;

  /** Where the output row lies in the work space; before it the folded row and the group. */
  private final int outputAt;

  private final int workspaceFloats;

  /** The output, a row at a time. */
  private final OutputRectangles rows;

  private VectorPool2D(Pool2D op, KernelRequest request) {
    this.op = op;
    this.type = request.inputType(Pool2D.INPUT);
    this.fold = fold(op);
    this.inputShape = request.input(Pool2D.INPUT).shape();
    this.outputShape = request.output(Pool2D.OUTPUT).shape();
    this.depth = inputShape.lastDimension();
    this.rowLanes = ElementLanes.wholeVectors(inputShape.dimension(2) * depth);
    this.groupRows =
        Math.max(1, Math.min(op.window().filterHeight(), GROUP_LANES / Math.max(1, rowLanes)));
    WorkspaceLayout layout = new WorkspaceLayout();
    layout.reserve(rowLanes);
    layout.reserve(groupRows * rowLanes);
    this.outputAt = layout.reserve(ElementLanes.wholeVectors(outputShape.dimension(2) * depth));
    // A pixel is folded in whole vectors, so there is one to spare behind the last.
    layout.reserve(ElementLanes.INTS.length());
    this.workspaceFloats = layout.floats();
    this.rows =
        new OutputRectangles(
            op.window(), inputShape, outputShape, 1, Math.max(1, outputShape.dimension(2)));
  }

  public static KernelAnswer answer(Pool2D op, KernelRequest request) {
    if (op.kind() == Kind.L2) {
      return KernelAnswer.declined("there is no vector kernel for " + op.name());
    }
    Shape input = request.input(Pool2D.INPUT).shape();
    Shape output = request.output(Pool2D.OUTPUT).shape();
    long rows = (long) input.dimension(2) + output.dimension(2);
    if (rows * input.lastDimension() > Int8Lanes.MAX_BAND_FLOATS) {
      return KernelAnswer.declined("rows of " + input + " are too long for the vector kernel");
    }
    TensorType type = request.inputType(Pool2D.INPUT);
    long taps = (long) op.window().filterHeight() * op.window().filterWidth();
    // Keeps |sum| + taps / 2 within 31 bits.
    if (op.numerics() instanceof Quantized && taps << (type.bits() - 1) > 1 << 30) {
      return KernelAnswer.declined("windows of " + taps + " taps are left to 64-bit sums");
    }
    return KernelAnswer.of(new VectorPool2D(op, request));
  }

  private static LaneReduction fold(Pool2D op) {
    boolean max = op.kind() == Kind.MAX;
    return switch (op.numerics()) {
      case Real real -> max ? LaneReduction.FLOAT_MAX : LaneReduction.FLOAT_SUM;
      case Quantized quantized -> max ? LaneReduction.INT_MAX : LaneReduction.INT_SUM;
    };
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.workspace(workspaceFloats).holding(rows.heldBytes());
  }

  @Override
  public List<InputOverlap> overlaps() {
    return rows.overlaps(Pool2D.INPUT, type.bytes(), 1, 1, false);
  }

  @Override
  public void eval(KernelContext context) {
    rows.run(context, this);
  }

  @Override
  public void visit(KernelContext context, int batch, Rectangle row, int pixel) {
    Window window = op.window();
    int originY = row.outY() * window.strideHeight() - window.paddingTop();
    int firstY = Math.max(0, originY);
    int endY = Math.min(inputShape.dimension(1), originY + window.filterHeight());
    foldRows(context, batch * inputShape.dimension(1) + firstY, endY - firstY);
    foldPixels(context.workspace(), endY - firstY);
    store(context, pixel * depth);
  }

  /** Folds some input rows into the first row of the work space. */
  private void foldRows(KernelContext context, int firstRow, int rows) {
    Tensor input = context.input(Pool2D.INPUT);
    float[] lanes = context.workspace();
    int rowElements = inputShape.dimension(2) * depth;
    for (int done = 0; done < rows; done += groupRows) {
      int group = Math.min(groupRows, rows - done);
      for (int row = 0; row < group; row++) {
        int element = (firstRow + done + row) * rowElements;
        int from = input.offset() + element * type.bytes();
        ElementLanes.widen(type, input.data(), from, rowElements, lanes, (1 + row) * rowLanes);
      }
      // The first row of the work space takes part in what it holds of earlier groups.
      int first = done == 0 ? 1 : 0;
      fold.apply(lanes, first * rowLanes, rowLanes, group + 1 - first, 0, rowElements);
    }
  }

  /** Folds the first row of the work space into the output row: runs of pixels that see as many. */
  private void foldPixels(float[] lanes, int rows) {
    Window window = op.window();
    int pixels = outputShape.dimension(2);
    int pixel = 0;
    while (pixel < pixels) {
      int taps = endX(pixel) - firstX(pixel);
      int end = pixel + 1;
      while (end < pixels && endX(end) - firstX(end) == taps) {
        end++;
      }
      int to = outputAt + pixel * depth;
      if (window.strideWidth() == 1 && firstX(end - 1) - firstX(pixel) == end - 1 - pixel) {
        fold.apply(lanes, firstX(pixel) * depth, depth, taps, to, (end - pixel) * depth);
      } else {
        // From left to right: what a whole vector writes behind a pixel, the next one overwrites.
        for (int x = pixel; x < end; x++) {
          int pixelAt = outputAt + x * depth;
          fold.apply(lanes, firstX(x) * depth, depth, taps, pixelAt, depth);
        }
      }
      if (op.kind() == Kind.AVERAGE) {
        average(lanes, to, (end - pixel) * depth, rows * taps);
      }
      pixel = end;
    }
  }

  /** First input column that an output pixel sees. */
  private int firstX(int pixel) {
    return Math.max(0, pixel * op.window().strideWidth() - op.window().paddingLeft());
  }

  /** Behind the last input column that an output pixel sees. */
  private int endX(int pixel) {
    int origin = pixel * op.window().strideWidth() - op.window().paddingLeft();
    return Math.min(inputShape.dimension(2), origin + op.window().filterWidth());
  }

  private void average(float[] lanes, int at, int count, int taps) {
    switch (op.numerics()) {
      case Real real -> LaneAverage.ofFloats(lanes, at, count, Math.min(taps, FLOAT_COUNT_LIMIT));
      case Quantized quantized -> LaneAverage.ofInts(lanes, at, count, taps);
    }
  }

  /** Clamps and stores the output row. */
  private void store(KernelContext context, int element) {
    Tensor output = context.output(Pool2D.OUTPUT);
    float[] lanes = context.workspace();
    int count = outputShape.dimension(2) * depth;
    int to = output.offset() + element * type.bytes();
    switch (op.numerics()) {
      case Real real ->
          ElementLanes.storeReals(lanes, outputAt, count, real.activation(), output.data(), to);
      case Quantized quantized ->
          ElementLanes.storeIntegers(
              type, lanes, outputAt, count, 0, quantized.activation(), output.data(), to);
    }
  }
}
