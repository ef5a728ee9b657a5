/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import org.tflm4j.kernels.jit.code.TargetSelection;
import org.tflm4j.kernels.jit.code.Tier;

/** What tests of whole kernels need of the processor. */
final class Processor {
  private Processor() {}

  /** Returns true if there are kernels for this processor, at the tier that is asked for. */
  static boolean hasKernels() {
    return TargetSelection.instance().availability().available();
  }

  /** Returns true if the kernels are those for AVX-512 VNNI, of which there are most. */
  static boolean hasAllKernels() {
    return hasKernels() && TargetSelection.instance().target().tier() == Tier.AVX512_VNNI;
  }
}
