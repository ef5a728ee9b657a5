/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

/** Registers the preparers of operators that move elements without computing. */
final class LayoutPreparers {
  private LayoutPreparers() {}

  static void register(PreparerTable table) {}
}
