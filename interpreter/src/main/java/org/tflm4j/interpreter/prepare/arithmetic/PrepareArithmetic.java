/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.Arithmetic.Kind;
import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.OpPreparer;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ArithmeticScalings;

/**
 * Prepares ADD, SUB, MUL, DIV and SQUARED_DIFFERENCE. Mirrors {@code micro/kernels/add_common.cc},
 * {@code sub_common.cc}, {@code mul_common.cc}, {@code div.cc} and {@code squared_difference.cc}.
 */
final class PrepareArithmetic {
  // All options tables: 0 fused_activation_function. TFLM ignores pot_scale_int16.
  private static final int ACTIVATION = 0;

  private PrepareArithmetic() {}

  static OpPreparer of(Kind kind) {
    return context -> prepare(kind, context);
  }

  private static Op prepare(Kind kind, PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input1 = context.input(0);
    TensorSpec input2 = context.input(1);
    TensorSpec output = context.output(0);
    if (kind == Kind.DIV) {
      context.requireType(output, FLOAT32, INT32, INT8);
    } else {
      context.requireType(output, FLOAT32, INT32, INT8, INT16);
    }
    context.requireSameType(input1, output);
    context.requireSameType(input2, output);
    return new Arithmetic(
        kind,
        BroadcastShapes.require(context, output, input1, input2),
        scaling(kind, context, input1, input2, output),
        activation(kind, context, output));
  }

  private static ArithmeticScaling scaling(
      Kind kind, PrepareContext context, TensorSpec input1, TensorSpec input2, TensorSpec output) {
    if (output.type() == FLOAT32) {
      return ArithmeticScaling.NONE;
    }
    if (output.type() == INT32) {
      requireNoQuantization(kind, context, input1, input2, output);
      return ArithmeticScaling.NONE;
    }
    if (output.type() == INT16 && (kind == Kind.MUL || kind == Kind.SQUARED_DIFFERENCE)) {
      requireZeroPoint0(context, input1);
      requireZeroPoint0(context, input2);
      requireZeroPoint0(context, output);
    }
    return switch (kind) {
      case ADD -> ArithmeticScalings.sum(context, input1, input2, output);
      case SUB -> ArithmeticScalings.difference(context, input1, input2, output);
      case MUL -> ArithmeticScalings.product(context, input1, input2, output);
      case DIV -> ArithmeticScalings.quotient(context, input1, input2, output);
      case SQUARED_DIFFERENCE ->
          ArithmeticScalings.squaredDifference(context, input1, input2, output);
    };
  }

  /** TFLM computes with the plain integers; only MUL and SQUARED_DIFFERENCE do not ask first. */
  private static void requireNoQuantization(
      Kind kind, PrepareContext context, TensorSpec input1, TensorSpec input2, TensorSpec output) {
    if (kind == Kind.MUL || kind == Kind.SQUARED_DIFFERENCE) {
      return;
    }
    requireNoQuantization(context, input1);
    requireNoQuantization(context, input2);
    if (kind == Kind.SUB) {
      requireNoQuantization(context, output);
    }
  }

  private static void requireNoQuantization(PrepareContext context, TensorSpec tensor) {
    context.require(
        !tensor.quantization().isPresent(),
        tensor + " is quantized (" + tensor.quantization() + "), INT32 must not be");
  }

  private static void requireZeroPoint0(PrepareContext context, TensorSpec tensor) {
    context.require(
        tensor.quantization().zeroPoint() == 0,
        tensor
            + " has the zero point "
            + tensor.quantization().zeroPoint()
            + ", INT16 needs 0 here");
  }

  private static Activation activation(Kind kind, PrepareContext context, TensorSpec output) {
    boolean none = kind == Kind.SQUARED_DIFFERENCE || (kind == Kind.ADD && output.type() == INT32);
    return context.activation(none ? 0 : context.options().int8(ACTIVATION, 0), output);
  }
}
