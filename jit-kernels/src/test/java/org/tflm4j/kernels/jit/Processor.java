/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import org.tflm4j.kernels.jit.code.TargetSelection;

/** What tests of whole kernels need of the processor. */
final class Processor {
  private Processor() {}

  /** Returns true if there are kernels for this processor, of the tier that may be asked for. */
  static boolean hasKernels() {
    return TargetSelection.instance().availability().available();
  }
}
