/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

/**
 * Registers the preparers of operators on two tensors with broadcasting: arithmetic, comparisons,
 * logic, selection.
 */
final class ArithmeticPreparers {
  private ArithmeticPreparers() {}

  static void register(PreparerTable table) {}
}
