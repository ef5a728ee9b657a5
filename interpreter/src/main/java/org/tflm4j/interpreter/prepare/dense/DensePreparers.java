/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.dense;

import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of matrix multiplication. */
public final class DensePreparers {
  private DensePreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.FULLY_CONNECTED, PrepareFullyConnected::prepare);
    table.builtin(BuiltinOperator.BATCH_MATMUL, PrepareBatchMatMul::prepare);
  }
}
