/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

/** Registers the preparers of reductions, scans, look-ups and resizing. */
final class ReductionPreparers {
  private ReductionPreparers() {}

  static void register(PreparerTable table) {}
}
