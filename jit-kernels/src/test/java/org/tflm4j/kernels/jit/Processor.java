/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import org.tflm4j.kernels.jit.code.TargetSelection;
import org.tflm4j.kernels.jit.code.Tier;

/** What tests of whole kernels need of the processor. */
final class Processor {
  private Processor() {}

  /** Returns true if there are kernels for this processor: so far for AVX-512 VNNI alone. */
  static boolean hasKernels() {
    return TargetSelection.instance().availability().available()
        && TargetSelection.instance().target().tier() == Tier.AVX512_VNNI;
  }
}
