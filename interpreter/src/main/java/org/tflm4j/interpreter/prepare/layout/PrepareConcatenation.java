/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.List;
import org.tflm4j.api.op.Concatenation;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares CONCATENATION and PACK. Mirrors {@code micro/kernels/concatenation.cc} and {@code
 * pack.cc}.
 */
final class PrepareConcatenation {
  // ConcatenationOptions: 0 axis, 1 fused_activation_function
  private static final int CONCATENATION_AXIS = 0;
  private static final int ACTIVATION = 1;

  // PackOptions: 0 values_count, 1 axis
  private static final int VALUES_COUNT = 0;
  private static final int PACK_AXIS = 1;

  private static final int MAX_INPUTS = 10;
  private static final int MAX_RANK = 6;

  private PrepareConcatenation() {}

  static Op concatenation(PrepareContext context) {
    context.requireInputCount(1, MAX_INPUTS);
    context.requireOutputCount(1);
    int activation = context.options().int8(ACTIVATION, 0);
    context.require(
        activation == 0,
        "the fused activation function " + activation + " is not supported, only 0, none");
    TensorSpec output = context.output(Concatenation.OUTPUT);
    context.requireType(output, FLOAT32, INT8, INT16, INT32, INT64, BOOL);
    context.requireRank(output, 1, MAX_RANK);
    int axis =
        context.requireAxis(context.options().int32(CONCATENATION_AXIS, 0), output.shape().rank());
    List<TensorSpec> inputs = AxisParts.inputs(context);
    AxisParts parts = AxisParts.along(context, output, axis, inputs);
    for (TensorSpec input : inputs) {
      requireQuantization(context, input, output);
    }
    return new Concatenation(
        Concatenation.Kind.CONCATENATION, parts.outerSize(), parts.copySizes());
  }

  private static void requireQuantization(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    if (input.type() == INT8) {
      context.require(
          input.quantization().scale() == output.quantization().scale()
              && input.quantization().zeroPoint() == output.quantization().zeroPoint(),
          input
              + " has "
              + input.quantization()
              + ", but "
              + output
              + " has "
              + output.quantization()
              + "; both must be the same");
    } else if (input.type() == INT16) {
      context.require(
          input.quantization().zeroPoint() == 0 && output.quantization().zeroPoint() == 0,
          input + " and " + output + " need the zero point 0");
    }
  }

  static Op pack(PrepareContext context) {
    context.requireInputCount(1, Integer.MAX_VALUE);
    context.requireOutputCount(1);
    TensorSpec output = context.output(Concatenation.OUTPUT);
    context.requireType(output, FLOAT32, INT8, INT16, INT32, INT64);
    context.requireRank(output, 1, Integer.MAX_VALUE);
    int axis = context.requireAxis(context.options().int32(PACK_AXIS, 0), output.shape().rank());
    AxisParts parts =
        AxisParts.across(
            context,
            output,
            axis,
            AxisParts.inputs(context),
            "values_count",
            context.options().int32(VALUES_COUNT, 0));
    return new Concatenation(Concatenation.Kind.PACK, parts.outerSize(), parts.copySizes());
  }
}
