/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.KernelException;

/** Refuses values of operands that are given at run time. */
final class OperandProblem {
  private OperandProblem() {}

  /** Throws if there is a {@code problem}; null means that there is none. */
  static void refuse(String problem) {
    if (problem != null) {
      throw new KernelException(problem);
    }
  }
}
