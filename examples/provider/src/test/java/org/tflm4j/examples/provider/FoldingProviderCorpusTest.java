/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.provider;

import org.tflm4j.conformance.contract.CorpusContractTest;

/** The golden corpus: equal to the real TFLM. */
class FoldingProviderCorpusTest extends CorpusContractTest {
  FoldingProviderCorpusTest() {
    super("folding");
  }
}
