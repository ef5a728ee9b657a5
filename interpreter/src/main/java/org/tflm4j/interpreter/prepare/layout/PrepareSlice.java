/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.DynamicUpdateSlice;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Slice;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares SLICE and DYNAMIC_UPDATE_SLICE. Mirrors {@code micro/kernels/slice.cc} and {@code
 * dynamic_update_slice.cc}.
 */
final class PrepareSlice {
  private static final int MAX_RANK = 5;
  private static final int MAX_UPDATE_RANK = 6;

  private PrepareSlice() {}

  static Op slice(PrepareContext context) {
    context.requireInputCount(3);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Slice.INPUT);
    TensorSpec begins = context.input(Slice.BEGIN);
    TensorSpec sizes = context.input(Slice.SIZE);
    TensorSpec output = context.output(Slice.OUTPUT);
    context.requireType(input, FLOAT32, INT8, INT16, INT32, BOOL);
    context.requireSameType(output, input);
    context.requireRank(input, 0, MAX_RANK);
    requireCoordinates(context, begins, input.shape().rank());
    requireCoordinates(context, sizes, input.shape().rank());
    context.requireSameType(sizes, begins);
    boolean constant = begins.isConstant() && sizes.isConstant();
    Slice op =
        new Slice(
            input.shape(),
            constant
                ? size(context, input.shape(), begins, sizes)
                : plannedSize(context, input, output));
    context.requireElementCount(output, op.size().elementCount());
    if (constant) {
      context.requireNone(
          op.problem(context.constantTensor(begins), context.constantTensor(sizes)));
    }
    return op;
  }

  /** Returns the size of the block; whether it lies in the input is checked later. */
  private static Shape size(
      PrepareContext context, Shape input, TensorSpec begins, TensorSpec sizes) {
    Tensor begin = context.constantTensor(begins);
    Tensor size = context.constantTensor(sizes);
    long[] dimensions = new long[input.rank()];
    for (int axis = 0; axis < dimensions.length; axis++) {
      long given = size.integerAt(axis);
      dimensions[axis] = given == -1 ? input.dimension(axis) - begin.integerAt(axis) : given;
    }
    return context.shape("the slice", dimensions);
  }

  /** Returns the output's shape: values given at run time must make a block of it. */
  private static Shape plannedSize(PrepareContext context, TensorSpec input, TensorSpec output) {
    context.requireRank(output, input.shape().rank());
    requireFits(context, output, input);
    return output.shape();
  }

  static Op dynamicUpdateSlice(PrepareContext context) {
    context.requireInputCount(3);
    context.requireOutputCount(1);
    TensorSpec operand = context.input(DynamicUpdateSlice.OPERAND);
    TensorSpec update = context.input(DynamicUpdateSlice.UPDATE);
    TensorSpec output = context.output(DynamicUpdateSlice.OUTPUT);
    context.requireType(operand, FLOAT32, INT8, INT16, INT32);
    context.requireSameType(update, operand);
    context.requireSameType(output, operand);
    context.requireSameElementCount(output, operand);
    context.requireRank(operand, 0, MAX_UPDATE_RANK);
    context.requireRank(update, operand.shape().rank());
    requireCoordinates(
        context, context.input(DynamicUpdateSlice.START_INDICES), operand.shape().rank());
    requireFits(context, update, operand);
    return new DynamicUpdateSlice(operand.shape(), update.shape());
  }

  private static void requireCoordinates(PrepareContext context, TensorSpec tensor, int rank) {
    context.requireType(tensor, INT32, INT64);
    context.requireShape(tensor, Shape.of(rank));
  }

  private static void requireFits(PrepareContext context, TensorSpec block, TensorSpec whole) {
    for (int axis = 0; axis < whole.shape().rank(); axis++) {
      context.require(
          block.shape().dimension(axis) <= whole.shape().dimension(axis),
          "dimension " + axis + " of " + block + " is larger than that of " + whole);
    }
  }
}
