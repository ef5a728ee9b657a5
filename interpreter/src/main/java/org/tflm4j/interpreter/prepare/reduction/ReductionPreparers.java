/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.reduction;

import org.tflm4j.api.op.Reduction;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of reductions and scans. */
public final class ReductionPreparers {
  private ReductionPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    for (Reduction.Kind kind : Reduction.Kind.values()) {
      table.builtin(
          BuiltinOperator.valueOf(kind.name()), context -> PrepareReduction.prepare(context, kind));
    }
    table.builtin(BuiltinOperator.ARG_MAX, context -> PrepareArgMinMax.prepare(context, true));
    table.builtin(BuiltinOperator.ARG_MIN, context -> PrepareArgMinMax.prepare(context, false));
    table.builtin(BuiltinOperator.CUMSUM, PrepareCumSum::prepare);
  }
}
