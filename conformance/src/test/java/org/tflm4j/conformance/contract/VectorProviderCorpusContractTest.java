/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

class VectorProviderCorpusContractTest extends CorpusContractTest {
  VectorProviderCorpusContractTest() {
    super("vector");
  }
}
