/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Split;
import org.tflm4j.api.tensor.Shape;
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
    Op op = split(context, Split.Kind.SPLIT, context.input(0));
    for (int i = 1; i < context.outputCount(); i++) {
      context.requireSameShape(context.output(i), context.output(0));
    }
    return op;
  }

  static Op splitV(PrepareContext context) {
    context.requireInputCount(3);
    return split(context, Split.Kind.SPLIT_V, context.input(2));
  }

  private static Op split(PrepareContext context, Split.Kind kind, TensorSpec axisTensor) {
    TensorSpec input = context.input(kind.input());
    context.requireType(input, FLOAT32, INT8, INT16, INT32);
    context.require(context.outputCount() > 0, "has no outputs");
    context.requireType(axisTensor, INT32);
    context.requireElementCount(axisTensor, 1);
    int rank = input.shape().rank();
    int axis = context.requireAxis(context.constantInts(axisTensor)[0], rank);
    List<Integer> copySizes = new ArrayList<>();
    long parts = 0;
    for (int i = 0; i < context.outputCount(); i++) {
      TensorSpec output = context.output(i);
      context.requireSameType(output, input);
      PrepareConcatenation.requireSameBeside(context, output, input, axis);
      parts += output.shape().dimension(axis);
      copySizes.add(output.shape().elementCount(axis, rank));
    }
    context.require(
        parts == input.shape().dimension(axis),
        input + " has another dimension " + axis + " than its parts together, " + parts);
    return new Split(kind, input.shape().elementCount(0, axis), copySizes);
  }

  static Op unpack(PrepareContext context) {
    context.requireInputCount(1);
    TensorSpec input = context.input(0);
    context.requireType(input, FLOAT32, INT8, INT16, INT32);
    Shape shape = input.shape();
    int axis = context.requireAxis(context.options().int32(UNPACK_AXIS, 0), shape.rank());
    int count = context.options().int32(UNPACK_NUM, 0);
    context.require(
        count == context.outputCount() && count == shape.dimension(axis),
        "num is "
            + count
            + ", must be both the number of outputs, "
            + context.outputCount()
            + ", and dimension "
            + axis
            + " of "
            + input);
    int outerSize = shape.elementCount(0, axis);
    int copySize = shape.elementCount(axis + 1, shape.rank());
    for (int i = 0; i < count; i++) {
      context.requireSameType(context.output(i), input);
      context.requireElementCount(context.output(i), outerSize * copySize);
    }
    return new Split(Split.Kind.UNPACK, outerSize, Collections.nCopies(count, copySize));
  }
}
