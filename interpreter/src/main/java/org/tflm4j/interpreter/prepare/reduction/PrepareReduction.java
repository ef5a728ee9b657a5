/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.reduction;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.api.op.Reduction.Kind;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares MEAN, SUM, REDUCE_MAX, REDUCE_MIN and REDUCE_ALL. Mirrors {@code
 * micro/kernels/reduce_common.cc}. The option {@code keep_dims} has no effect: the output's shape
 * is the file's.
 */
final class PrepareReduction {
  private PrepareReduction() {}

  static Op prepare(PrepareContext context, Kind kind) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Reduction.INPUT);
    TensorSpec axes = context.input(Reduction.AXES);
    TensorSpec output = context.output(Reduction.OUTPUT);
    switch (kind) {
      case MEAN, SUM -> context.requireType(input, FLOAT32, INT8, INT16);
      case REDUCE_MAX, REDUCE_MIN -> context.requireType(input, FLOAT32, INT8);
      case REDUCE_ALL -> context.requireType(input, BOOL);
    }
    context.requireSameType(input, output);
    context.requireType(axes, INT32);
    context.requireRank(input, 0, Reduction.MAX_RANK);
    long reducedAxes = Reduction.AXES_AT_RUN_TIME;
    if (axes.isConstant()) {
      reducedAxes = reducedAxes(context, axes, input.shape());
      int outputs = keptElements(input.shape(), reducedAxes);
      context.require(
          output.elementCount() == outputs,
          output + " needs " + outputs + " elements, those of the axes of " + input + " that stay");
    }
    return new Reduction(kind, input.shape(), reducedAxes, numerics(context, kind, input, output));
  }

  private static Reduction.Numerics numerics(
      PrepareContext context, Kind kind, TensorSpec input, TensorSpec output) {
    if (input.type() == FLOAT32) {
      return new Reduction.Real();
    }
    return switch (kind) {
      case MEAN, SUM -> quantizedSum(context, input, output);
      case REDUCE_MAX, REDUCE_MIN -> {
        requireSameQuantization(context, input, output);
        yield new Reduction.Bytes();
      }
      case REDUCE_ALL -> new Reduction.Bytes();
    };
  }

  private static Reduction.QuantizedSum quantizedSum(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    double ratio =
        (double) context.requireQuantized(input).scale() / context.requireQuantized(output).scale();
    QuantizedMultiplier multiplier = QuantizedMultiplier.of(ratio);
    context.require(
        multiplier.shift() <= 31,
        "the scale of "
            + input
            + " over that of "
            + output
            + " is "
            + ratio
            + ", needs to be less than 2^31");
    context.require(
        output.elementCount() <= Integer.MAX_VALUE / 4,
        output + " has too many elements for sums of 4 bytes each");
    return new Reduction.QuantizedSum(
        input.quantization().zeroPoint(), output.quantization().zeroPoint(), multiplier);
  }

  private static void requireSameQuantization(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    context.require(
        input.quantization().scale() == output.quantization().scale()
            && input.quantization().zeroPoint() == output.quantization().zeroPoint(),
        input
            + " ("
            + input.quantization()
            + ") and "
            + output
            + " ("
            + output.quantization()
            + ") need the same quantization");
  }

  private static long reducedAxes(PrepareContext context, TensorSpec axes, Shape shape) {
    long reduced = 0;
    for (int axis : context.constantInts(axes)) {
      // The axes of a scalar do not matter.
      if (shape.rank() > 0) {
        reduced |= 1L << context.requireAxis(axis, shape.rank());
      }
    }
    return reduced;
  }

  private static int keptElements(Shape shape, long reducedAxes) {
    int elements = 1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if ((reducedAxes >> axis & 1) == 0) {
        elements *= shape.dimension(axis);
      }
    }
    return elements;
  }
}
