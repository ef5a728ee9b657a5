/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/**
 * Registers the preparers of operators on single elements, activation functions, and conversions of
 * type.
 */
public final class ElementwisePreparers {
  private ElementwisePreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    for (UnaryMath.Kind kind : UnaryMath.Kind.values()) {
      table.builtin(
          BuiltinOperator.valueOf(kind.name()),
          context -> PrepareUnaryMath.unaryMath(context, kind));
    }
    table.builtin(BuiltinOperator.ABS, PrepareUnaryMath::abs);
    table.builtin(BuiltinOperator.RSQRT, PrepareUnaryMath::rsqrt);
    table.builtin(BuiltinOperator.LOGICAL_NOT, PrepareUnaryMath::logicalNot);
    table.builtin(BuiltinOperator.ZEROS_LIKE, PrepareUnaryMath::zerosLike);

    table.builtin(BuiltinOperator.RELU, PrepareActivation::relu);
    table.builtin(BuiltinOperator.RELU6, PrepareActivation::relu6);
    table.builtin(BuiltinOperator.LEAKY_RELU, PrepareActivation::leakyRelu);
    table.builtin(BuiltinOperator.ELU, PrepareActivation::elu);
    table.builtin(BuiltinOperator.HARD_SWISH, PrepareActivation::hardSwish);
    table.builtin(BuiltinOperator.LOGISTIC, PrepareSigmoid::logistic);
    table.builtin(BuiltinOperator.TANH, PrepareSigmoid::tanh);

    table.builtin(BuiltinOperator.SOFTMAX, PrepareSoftmax::softmax);
    table.builtin(BuiltinOperator.LOG_SOFTMAX, PrepareSoftmax::logSoftmax);
    table.builtin(BuiltinOperator.L2_NORMALIZATION, PrepareL2Normalization::prepare);

    table.builtin(BuiltinOperator.QUANTIZE, PrepareQuantize::quantize);
    table.builtin(BuiltinOperator.DEQUANTIZE, PrepareQuantize::dequantize);
    table.builtin(BuiltinOperator.CAST, PrepareQuantize::cast);
  }
}
