/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.custom;

import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of custom operators outside the signal library. */
public final class CustomPreparers {
  private CustomPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    table.custom(PrepareCircularBuffer.NAME, PrepareCircularBuffer::prepare);
    table.custom(PrepareDetectionPostProcess.NAME, PrepareDetectionPostProcess::prepare);
    table.custom(PrepareDecode.NAME, PrepareDecode::prepare);
  }
}
