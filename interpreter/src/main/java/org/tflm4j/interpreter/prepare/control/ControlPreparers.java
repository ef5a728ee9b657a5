/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.control;

import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of control flow and resource variables. */
public final class ControlPreparers {
  private ControlPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.IF, PrepareControlFlow::prepareIf);
    table.builtin(BuiltinOperator.WHILE, PrepareControlFlow::prepareWhile);
    table.builtin(BuiltinOperator.CALL_ONCE, PrepareControlFlow::prepareCallOnce);
    table.builtin(BuiltinOperator.VAR_HANDLE, PrepareResourceVariable::prepareHandle);
    table.builtin(BuiltinOperator.READ_VARIABLE, PrepareResourceVariable::prepareRead);
    table.builtin(BuiltinOperator.ASSIGN_VARIABLE, PrepareResourceVariable::prepareAssign);
  }
}
