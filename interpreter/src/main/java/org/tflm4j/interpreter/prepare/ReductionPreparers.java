/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.api.op.Reduction;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** Registers the preparers of reductions, scans, look-ups and resizing. */
final class ReductionPreparers {
  private ReductionPreparers() {}

  static void register(PreparerTable table) {
    for (Reduction.Kind kind : Reduction.Kind.values()) {
      table.builtin(
          BuiltinOperator.valueOf(kind.name()), context -> PrepareReduction.prepare(context, kind));
    }
  }
}
