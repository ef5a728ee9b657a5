/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.interpreter.schema.BuiltinOperator;

/** Registers the preparers of recurrent networks. */
final class RecurrentPreparers {
  private RecurrentPreparers() {}

  static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.SVDF, PrepareSvdf::prepare);
    table.builtin(
        BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM, PrepareUnidirectionalSequenceLstm::prepare);
  }
}
