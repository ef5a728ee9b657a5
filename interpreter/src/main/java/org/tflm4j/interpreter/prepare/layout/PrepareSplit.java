/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Split;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares SPLIT, SPLIT_V and UNPACK. Mirrors {@code micro/kernels/split.cc}, {@code split_v.cc}
 * and {@code unpack.cc}.
 */
final class PrepareSplit {
  // UnpackOptions: 0 num, 1 axis
  private static final int UNPACK_NUM = 0;
  private static final int UNPACK_AXIS = 1;

  private PrepareSplit() {}

  static Op split(PrepareContext context) {
    context.requireInputCount(2);
    Op op = split(context, Split.Kind.SPLIT, context.input(Split.SPLIT_AXIS));
    for (TensorSpec output : AxisParts.outputs(context)) {
      context.requireSameShape(output, context.output(0));
    }
    return op;
  }

  static Op splitV(PrepareContext context) {
    context.requireInputCount(3);
    return split(context, Split.Kind.SPLIT_V, context.input(Split.SPLIT_V_AXIS));
  }

  private static Op split(PrepareContext context, Split.Kind kind, TensorSpec axisTensor) {
    TensorSpec input = context.input(kind.input());
    context.requireType(input, FLOAT32, INT8, INT16, INT32);
    context.require(context.outputCount() > 0, "has no outputs");
    int axis = context.constantAxis(axisTensor, input.shape().rank());
    AxisParts parts = AxisParts.along(context, input, axis, AxisParts.outputs(context));
    return new Split(kind, parts.outerSize(), parts.copySizes());
  }

  static Op unpack(PrepareContext context) {
    context.requireInputCount(1);
    TensorSpec input = context.input(Split.UNPACK_INPUT);
    context.requireType(input, FLOAT32, INT8, INT16, INT32);
    int axis = context.requireAxis(context.options().int32(UNPACK_AXIS, 0), input.shape().rank());
    AxisParts parts =
        AxisParts.across(
            context,
            input,
            axis,
            AxisParts.outputs(context),
            "num",
            context.options().int32(UNPACK_NUM, 0));
    return new Split(Split.Kind.UNPACK, parts.outerSize(), parts.copySizes());
  }
}
