/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

/** Registers the preparers of custom operators outside the signal library. */
final class SpecialPreparers {
  private SpecialPreparers() {}

  static void register(PreparerTable table) {
    table.custom(PrepareCircularBuffer.NAME, PrepareCircularBuffer::prepare);
    table.custom(PrepareDetectionPostProcess.NAME, PrepareDetectionPostProcess::prepare);
    table.custom(PrepareDecode.NAME, PrepareDecode::prepare);
  }
}
