/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.recurrent;

import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of recurrent networks. */
public final class RecurrentPreparers {
  private RecurrentPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.SVDF, PrepareSvdf::prepare);
    table.builtin(
        BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM, PrepareUnidirectionalSequenceLstm::prepare);
  }
}
