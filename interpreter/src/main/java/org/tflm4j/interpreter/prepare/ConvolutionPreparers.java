/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.interpreter.schema.BuiltinOperator;

/** Registers the preparers of convolution, pooling and matrix multiplication. */
final class ConvolutionPreparers {
  private ConvolutionPreparers() {}

  static void register(PreparerTable table) {
    table.builtin(BuiltinOperator.FULLY_CONNECTED, PrepareFullyConnected::prepare);
  }
}
