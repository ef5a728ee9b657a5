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
    return prepare(context, SpaceBatch.Kind.SPACE_TO_BATCH_ND);
  }

  static Op batchToSpace(PrepareContext context) {
    return prepare(context, SpaceBatch.Kind.BATCH_TO_SPACE_ND);
  }

  private static Op prepare(PrepareContext context, SpaceBatch.Kind kind) {
    context.requireInputCount(3);
    context.requireOutputCount(1);
    TensorSpec input = context.input(0);
    TensorSpec blockShape = context.input(1);
    TensorSpec paddings = context.input(2);
    TensorSpec output = context.output(0);
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
    boolean toBatch = kind == SpaceBatch.Kind.SPACE_TO_BATCH_ND;
    int padValue = input.type() == INT8 ? output.quantization().zeroPoint() : 0;
    context.require(
        !toBatch || padValue == (byte) padValue,
        output + " has the zero point " + padValue + ", needs one from -128 to 127");
    SpaceBatch op =
        new SpaceBatch(
            kind,
            image((toBatch ? input : output).shape()),
            image((toBatch ? output : input).shape()),
            rank - 2,
            padValue);
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
