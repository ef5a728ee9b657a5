/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.tflm4j.conformance.CaseResult;

class VectorProviderCorpusContractTest extends CorpusContractTest {
  VectorProviderCorpusContractTest() {
    super("vector");
  }

  /** Rows are widened outside the arena, so no model plans more of it than with TFLM. */
  @Override
  protected void check(List<CaseResult> results) {
    assertThat(results.stream().filter(CaseResult::exceedsPlannedArena)).isEmpty();
  }
}
