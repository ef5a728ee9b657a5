/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.reduction;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.ArgMinMax;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares ARG_MAX and ARG_MIN. Mirrors {@code micro/kernels/arg_min_max.cc}; the option {@code
 * output_type} has no effect.
 */
final class PrepareArgMinMax {
  private PrepareArgMinMax() {}

  static Op prepare(PrepareContext context, boolean max) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(ArgMinMax.INPUT);
    TensorSpec axisTensor = context.input(ArgMinMax.AXIS);
    TensorSpec output = context.output(ArgMinMax.OUTPUT);
    context.requireType(input, FLOAT32, INT8);
    context.requireType(axisTensor, INT32);
    context.requireType(output, INT32);
    Shape shape = input.shape();
    context.requireRank(input, 1, Integer.MAX_VALUE);
    context.require(axisTensor.elementCount() == 1, axisTensor + " needs one element");
    context.require(input.elementCount() > 0, input + " has no elements");
    int axis = ArgMinMax.AXIS_AT_RUN_TIME;
    if (axisTensor.isConstant()) {
      axis = context.requireAxis(context.constantInts(axisTensor)[0], shape.rank());
      int outputs = input.elementCount() / shape.dimension(axis);
      context.require(
          output.elementCount() == outputs,
          output + " needs " + outputs + " elements, those of " + input + " without axis " + axis);
    }
    return new ArgMinMax(max, shape, axis);
  }
}
