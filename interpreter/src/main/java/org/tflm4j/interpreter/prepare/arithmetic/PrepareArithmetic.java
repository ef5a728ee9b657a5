/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.Arithmetic.Kind;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.OpPreparer;
import org.tflm4j.interpreter.prepare.PrepareContext;

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
    BinaryTensors tensors = BinaryTensors.of(context);
    if (kind == Kind.DIV) {
      tensors.requireOneType(context, FLOAT32, INT32, INT8);
    } else {
      tensors.requireOneType(context, FLOAT32, INT32, INT8, INT16);
    }
    return new Arithmetic(kind, tensors.broadcast(context), numerics(kind, context, tensors));
  }

  private static Arithmetic.Numerics numerics(
      Kind kind, PrepareContext context, BinaryTensors tensors) {
    int function = activation(kind, context, tensors.output());
    return switch (tensors.output().type()) {
      case FLOAT32 -> new Arithmetic.Real(context.realActivation(function));
      case INT32 -> {
        requireNoQuantization(kind, context, tensors);
        yield new Arithmetic.Integers(context.integerActivation(function, tensors.output()));
      }
      default ->
          quantized(kind, context, tensors, context.integerActivation(function, tensors.output()));
    };
  }

  private static Arithmetic.Numerics quantized(
      Kind kind, PrepareContext context, BinaryTensors tensors, IntegerRange activation) {
    boolean int16 = tensors.output().type() == INT16;
    if (int16 && (kind == Kind.MUL || kind == Kind.SQUARED_DIFFERENCE)) {
      requireZeroPoint0(context, tensors.input1());
      requireZeroPoint0(context, tensors.input2());
      requireZeroPoint0(context, tensors.output());
    }
    var arithmetic = new QuantizedArithmetic(context, tensors);
    return switch (kind) {
      case ADD -> arithmetic.sum(activation);
      case SUB -> arithmetic.difference(activation);
      case MUL -> arithmetic.product(activation);
      case DIV -> arithmetic.quotient(activation);
      case SQUARED_DIFFERENCE -> arithmetic.squaredDifference(activation);
    };
  }

  /** TFLM computes with the plain integers; only MUL and SQUARED_DIFFERENCE do not ask first. */
  private static void requireNoQuantization(
      Kind kind, PrepareContext context, BinaryTensors tensors) {
    if (kind == Kind.MUL || kind == Kind.SQUARED_DIFFERENCE) {
      return;
    }
    requireNoQuantization(context, tensors.input1());
    requireNoQuantization(context, tensors.input2());
    if (kind == Kind.SUB) {
      requireNoQuantization(context, tensors.output());
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

  /** Returns the code of the fused activation function. */
  private static int activation(Kind kind, PrepareContext context, TensorSpec output) {
    boolean none = kind == Kind.SQUARED_DIFFERENCE || (kind == Kind.ADD && output.type() == INT32);
    return none ? 0 : context.options().int8(ACTIVATION, 0);
  }
}
