/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Comparison;
import org.tflm4j.api.op.Comparison.Kind;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.OpPreparer;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares the six comparisons. Mirrors {@code micro/kernels/comparisons.cc}. */
final class PrepareComparison {
  private PrepareComparison() {}

  static OpPreparer of(Kind kind) {
    return context -> prepare(kind, context);
  }

  private static Op prepare(Kind kind, PrepareContext context) {
    BinaryTensors tensors = BinaryTensors.of(context);
    TensorSpec input1 = tensors.input1();
    switch (kind) {
      case EQUAL, NOT_EQUAL -> context.requireType(input1, FLOAT32, INT8, INT32, INT64, BOOL);
      case GREATER -> context.requireType(input1, FLOAT32, INT8, INT16, INT32, INT64);
      case GREATER_EQUAL, LESS, LESS_EQUAL ->
          context.requireType(input1, FLOAT32, INT8, INT32, INT64);
    }
    context.requireSameType(tensors.input2(), input1);
    context.requireType(tensors.output(), BOOL);
    return new Comparison(kind, tensors.broadcast(context), numerics(context, tensors));
  }

  private static Comparison.Numerics numerics(PrepareContext context, BinaryTensors tensors) {
    return switch (tensors.input1().type()) {
      case FLOAT32 -> new Comparison.Real();
      case INT8, INT16 -> new QuantizedArithmetic(context, tensors).comparison();
      default -> new Comparison.Integers();
    };
  }
}
