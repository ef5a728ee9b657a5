/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.spi.KernelRequest;

/**
 * The kernels that are the interpreter's own business and no provider's: control flow over
 * subgraphs and resource variables. They belong to one interpreter, unlike all others.
 */
final class ControlFlow {
  /** Returns true if the interpreter itself runs this operator. */
  static boolean runs(Op op) {
    return false;
  }

  @SuppressWarnings("DoNotCallSuggester")
  Kernel kernel(Op op, KernelRequest request) {
    throw new IllegalStateException(op + " is not control flow: " + request);
  }
}
