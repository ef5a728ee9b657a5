/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.INT32;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.ShapeOf;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares SHAPE. Mirrors {@code micro/kernels/shape.cc}. */
final class PrepareShapeOf {
  private PrepareShapeOf() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    Shape shape = context.input(ShapeOf.INPUT).shape();
    context.requireType(context.output(ShapeOf.OUTPUT), INT32);
    context.requireElementCount(context.output(ShapeOf.OUTPUT), shape.rank());
    return new ShapeOf(shape);
  }
}
