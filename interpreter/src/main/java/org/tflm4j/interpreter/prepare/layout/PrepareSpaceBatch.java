/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.SpaceBatch;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares SPACE_TO_BATCH_ND and BATCH_TO_SPACE_ND. Mirrors {@code
 * micro/kernels/space_to_batch_nd.cc} and {@code batch_to_space_nd.cc}.
 */
final class PrepareSpaceBatch {
  private PrepareSpaceBatch() {}

  static Op spaceToBatch(PrepareContext context) {
    TensorSpec output = context.output(SpaceBatch.OUTPUT);
    return prepare(
        context,
        new SpaceBatch.SpaceToBatch(PaddingZero.of(context, output)),
        context.input(SpaceBatch.INPUT),
        output);
  }

  static Op batchToSpace(PrepareContext context) {
    return prepare(
        context,
        new SpaceBatch.BatchToSpace(),
        context.output(SpaceBatch.OUTPUT),
        context.input(SpaceBatch.INPUT));
  }

  private static Op prepare(
      PrepareContext context, SpaceBatch.Direction direction, TensorSpec space, TensorSpec batch) {
    context.requireInputCount(3);
    context.requireOutputCount(1);
    TensorSpec input = context.input(SpaceBatch.INPUT);
    TensorSpec blockShape = context.input(SpaceBatch.BLOCK_SHAPE);
    TensorSpec paddings = context.input(SpaceBatch.PADDINGS);
    TensorSpec output = context.output(SpaceBatch.OUTPUT);
    context.requireType(input, FLOAT32, INT8);
    context.requireSameType(output, input);
    context.requireRank(input, 3, 4);
    int rank = input.shape().rank();
    context.requireRank(output, rank);
    context.require(
        input.shape().lastDimension() == output.shape().lastDimension(),
        input + " and " + output + " have different numbers of channels");
    context.requireType(blockShape, INT32);
    context.requireShape(blockShape, Shape.of(rank - 2));
    context.requireType(paddings, INT32);
    context.requireShape(paddings, Shape.of(rank - 2, 2));
    SpaceBatch op = new SpaceBatch(direction, image(space.shape()), image(batch.shape()), rank - 2);
    if (blockShape.isConstant() && paddings.isConstant()) {
      context.requireNone(
          op.problem(context.constantTensor(blockShape), context.constantTensor(paddings)));
    }
    return op;
  }

  /** Returns NHC as NHWC. */
  private static Shape image(Shape shape) {
    return shape.rank() == 4
        ? shape
        : Shape.of(shape.dimension(0), shape.dimension(1), 1, shape.dimension(2));
  }
}
