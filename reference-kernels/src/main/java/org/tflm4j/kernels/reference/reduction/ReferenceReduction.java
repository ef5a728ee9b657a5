/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.reduction;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.api.op.Reduction.Kind;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.reference.support.IndexInput;

/**
 * Reductions that accumulate in the output itself: all of FLOAT32, and those of one byte that do
 * not sum. Mirrors {@code ReduceGeneric} and {@code Mean} of {@code
 * kernels/internal/reference/reduce.h}.
 */
final class ReferenceReduction implements Kernel {
  private final Reduction op;
  private final ReductionWalk walk;
  private final boolean float32;
  private final float initial;

  private ReferenceReduction(Reduction op, boolean float32) {
    this.op = op;
    this.float32 = float32;
    int bytes = float32 ? 4 : 1;
    this.walk = new ReductionWalk(op.inputShape(), bytes, bytes, rows(op.kind(), float32));
    this.initial = initial(op.kind(), float32);
  }

  static Kernel create(Reduction op, KernelRequest request) {
    return switch (op.numerics()) {
      case Reduction.Real() -> new ReferenceReduction(op, true);
      case Reduction.Bytes() -> new ReferenceReduction(op, false);
      case Reduction.QuantizedSum numerics ->
          new ReferenceIntegerSum(
              op,
              numerics,
              request.inputType(Reduction.INPUT),
              request.output(Reduction.OUTPUT).elementCount());
    };
  }

  private static RowReduction rows(Kind kind, boolean float32) {
    return switch (kind) {
      case MEAN, SUM -> RowReduction.float32((current, element) -> element + current);
      case REDUCE_MAX ->
          float32
              ? RowReduction.float32((current, element) -> element > current ? element : current)
              : RowReduction.int8(Math::max);
      case REDUCE_MIN ->
          float32
              ? RowReduction.float32((current, element) -> element < current ? element : current)
              : RowReduction.int8(Math::min);
      case REDUCE_ALL ->
          RowReduction.int8((current, element) -> current != 0 && element != 0 ? 1 : 0);
    };
  }

  /** The accumulators' first value; TFLM starts from the finite ends of the range. */
  private static float initial(Kind kind, boolean float32) {
    return switch (kind) {
      case MEAN, SUM -> 0;
      case REDUCE_MAX -> float32 ? -Float.MAX_VALUE : Byte.MIN_VALUE;
      case REDUCE_MIN -> float32 ? Float.MAX_VALUE : Byte.MAX_VALUE;
      case REDUCE_ALL -> 1;
    };
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(Reduction.INPUT);
    Tensor output = context.output(Reduction.OUTPUT);
    long reducedAxes = reducedAxes(op, walk, context);
    fill(output);
    if (input.elementCount() > 0) {
      walk.run(input.data(), input.offset(), output.data(), output.offset(), reducedAxes);
    }
    if (op.kind() == Kind.MEAN) {
      float count = walk.elements(reducedAxes, true);
      int end = output.offset() + output.byteSize();
      for (int at = output.offset(); at < end; at += 4) {
        LittleEndian.putFloat(output.data(), at, LittleEndian.getFloat(output.data(), at) / count);
      }
    }
  }

  private void fill(Tensor output) {
    int end = output.offset() + output.byteSize();
    if (!float32) {
      Arrays.fill(output.data(), output.offset(), end, (byte) initial);
      return;
    }
    for (int at = output.offset(); at < end; at += 4) {
      LittleEndian.putFloat(output.data(), at, initial);
    }
  }

  /**
   * Returns the set of axes to reduce, from the operator or from its second input.
   *
   * @throws KernelException if they do not fit the input or the output
   */
  static long reducedAxes(Reduction op, ReductionWalk walk, KernelContext context) {
    if (op.reducedAxes() != Reduction.AXES_AT_RUN_TIME) {
      return op.reducedAxes();
    }
    Tensor axes = context.input(Reduction.AXES);
    int rank = op.inputShape().rank();
    long reduced = 0;
    for (int i = 0; i < axes.elementCount() && rank > 0; i++) {
      reduced |= 1L << IndexInput.axis(axes, i, rank);
    }
    int outputs = walk.elements(reduced, false);
    if (outputs != context.output(Reduction.OUTPUT).elementCount()) {
      throw new KernelException(
          "with the axes in "
              + axes
              + " the output has "
              + outputs
              + " elements, but it is "
              + context.output(Reduction.OUTPUT));
    }
    return reduced;
  }
}
