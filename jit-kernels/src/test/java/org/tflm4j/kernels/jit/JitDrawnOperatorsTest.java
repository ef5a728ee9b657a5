/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.conformance.contract.DrawnOperatorsTest;

/**
 * Drawn operators on the heap between canaries, and in native memory flush against pages that
 * nobody may touch.
 */
@EnabledIf(
    value = "org.tflm4j.kernels.jit.Processor#hasKernels",
    disabledReason = "this processor lacks the tier")
class JitDrawnOperatorsTest extends DrawnOperatorsTest {
  JitDrawnOperatorsTest() {
    super("jit");
  }

  @Override
  protected List<KernelProvider> inAllSurroundings(KernelProvider provider) {
    return List.of(provider, new PageGuards(provider, false), new PageGuards(provider, true));
  }
}
