/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.BinaryFunction;
import org.tflm4j.api.op.Comparison;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/**
 * Registers the preparers of operators on two tensors with broadcasting: arithmetic, comparisons,
 * logic, selection.
 */
public final class ArithmeticPreparers {
  private ArithmeticPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    for (Arithmetic.Kind kind : Arithmetic.Kind.values()) {
      table.builtin(BuiltinOperator.valueOf(kind.name()), PrepareArithmetic.of(kind));
    }
    for (BinaryFunction.Kind kind : BinaryFunction.Kind.values()) {
      table.builtin(BuiltinOperator.valueOf(kind.name()), PrepareBinaryFunction.of(kind));
    }
    for (Comparison.Kind kind : Comparison.Kind.values()) {
      table.builtin(BuiltinOperator.valueOf(kind.name()), PrepareComparison.of(kind));
    }
    table.builtin(BuiltinOperator.ADD_N, PrepareAddN::prepare);
    table.builtin(BuiltinOperator.PRELU, PreparePrelu::prepare);
    table.builtin(BuiltinOperator.SELECT_V2, PrepareSelectV2::prepare);
    table.builtin(BuiltinOperator.BROADCAST_TO, PrepareBroadcastTo::prepare);
    table.builtin(BuiltinOperator.BROADCAST_ARGS, PrepareBroadcastArgs::prepare);
  }
}
