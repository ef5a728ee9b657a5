/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

/**
 * Registers the preparers of operators on single elements, activation functions, and conversions of
 * type.
 */
final class ElementwisePreparers {
  private ElementwisePreparers() {}

  static void register(PreparerTable table) {}
}
