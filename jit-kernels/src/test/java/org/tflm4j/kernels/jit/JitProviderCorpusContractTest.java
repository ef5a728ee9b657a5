/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.conformance.CaseResult;
import org.tflm4j.conformance.contract.CorpusContractTest;

@EnabledIf(
    value = "org.tflm4j.kernels.jit.Processor#hasKernels",
    disabledReason = "this processor lacks the tier")
class JitProviderCorpusContractTest extends CorpusContractTest {
  JitProviderCorpusContractTest() {
    super("jit");
  }

  /** What kernels use besides tensors lies outside the arena, so no model plans more than TFLM. */
  @Override
  protected void check(List<CaseResult> results) {
    assertThat(results.stream().filter(CaseResult::exceedsPlannedArena)).isEmpty();
  }
}
