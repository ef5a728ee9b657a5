/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.tflm4j.conformance.CaseResult;
import org.tflm4j.conformance.ExactnessTable;

class ReferenceProviderCorpusContractTest extends CorpusContractTest {
  /** Written by {@code ./tflm4j conformance -p reference --table docs/exactness.md}. */
  private static final Path PUBLISHED = Path.of("..", "docs", "exactness.md");

  ReferenceProviderCorpusContractTest() {
    super("reference");
  }

  /** The published table is that of this run, and no model plans more arena than TFLM. */
  @Override
  protected void check(List<CaseResult> results) {
    ExactnessTable table = new ExactnessTable("reference");
    results.forEach(table::add);
    assertThat(PUBLISHED).content().isEqualTo(table.toMarkdown());
    assertThat(results.stream().filter(CaseResult::exceedsPlannedArena)).isEmpty();
  }
}
