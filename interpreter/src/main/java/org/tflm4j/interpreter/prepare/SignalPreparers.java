/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

/** Registers the preparers of the signal library, custom operators for audio. */
final class SignalPreparers {
  private SignalPreparers() {}

  static void register(PreparerTable table) {}
}
