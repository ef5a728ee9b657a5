/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;

/** Runs the operators of one subgraph, one after the other; nothing is allocated. */
final class SubgraphRunner {
  private final Kernel[] kernels;
  private final KernelContext[] contexts;

  SubgraphRunner(Kernel[] kernels, KernelContext[] contexts) {
    this.kernels = kernels;
    this.contexts = contexts;
  }

  /**
   * Returns false if an operator ended the invocation early, see {@link
   * KernelContext#abortInvocation}.
   */
  boolean run() {
    for (int i = 0; i < kernels.length; i++) {
      KernelContext context = contexts[i];
      kernels[i].eval(context);
      if (context.takeAbort()) {
        return false;
      }
    }
    return true;
  }

  /** Sets the persistent buffers of all kernels to their first state; the buffers are zero. */
  void initialize() {
    for (int i = 0; i < kernels.length; i++) {
      kernels[i].initialize(contexts[i]);
    }
  }
}
