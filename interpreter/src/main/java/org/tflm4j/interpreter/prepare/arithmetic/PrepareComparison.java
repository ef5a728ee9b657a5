/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.op.Comparison;
import org.tflm4j.api.op.Comparison.Kind;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.OpPreparer;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ArithmeticScalings;

/** Prepares the six comparisons. Mirrors {@code micro/kernels/comparisons.cc}. */
final class PrepareComparison {
  private PrepareComparison() {}

  static OpPreparer of(Kind kind) {
    return context -> prepare(kind, context);
  }

  private static Op prepare(Kind kind, PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input1 = context.input(0);
    TensorSpec input2 = context.input(1);
    TensorSpec output = context.output(0);
    switch (kind) {
      case EQUAL, NOT_EQUAL -> context.requireType(input1, FLOAT32, INT8, INT32, INT64, BOOL);
      case GREATER -> context.requireType(input1, FLOAT32, INT8, INT16, INT32, INT64);
      case GREATER_EQUAL, LESS, LESS_EQUAL ->
          context.requireType(input1, FLOAT32, INT8, INT32, INT64);
    }
    context.requireSameType(input2, input1);
    context.requireType(output, BOOL);
    return new Comparison(
        kind,
        BroadcastShapes.require(context, output, input1, input2),
        input1.type() == INT8 || input1.type() == INT16
            ? ArithmeticScalings.comparison(context, input1, input2)
            : ArithmeticScaling.NONE);
  }
}
