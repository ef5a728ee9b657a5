/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Fill;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares FILL. Mirrors {@code micro/kernels/fill.cc}. */
final class PrepareFill {
  private PrepareFill() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec dimensionsTensor = context.input(Fill.DIMENSIONS);
    TensorSpec value = context.input(Fill.VALUE);
    TensorSpec output = context.output(Fill.OUTPUT);
    context.requireType(dimensionsTensor, INT8, INT16, INT32, INT64);
    context.requireType(value, FLOAT32, INT8, INT32);
    context.requireRank(value, 0);
    context.requireSameType(output, value);
    Shape shape = output.shape();
    context.requireShape(dimensionsTensor, Shape.of(shape.rank()));
    Tensor dimensions = context.constantTensor(dimensionsTensor);
    for (int axis = 0; axis < shape.rank(); axis++) {
      context.require(
          dimensions.integerAt(axis) == shape.dimension(axis),
          "dimension "
              + axis
              + " of "
              + output
              + " is "
              + dimensions.integerAt(axis)
              + " in "
              + dimensionsTensor);
    }
    return new Fill();
  }
}
