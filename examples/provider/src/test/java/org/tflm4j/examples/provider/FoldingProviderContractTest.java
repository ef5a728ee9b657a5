/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.examples.provider;

import org.tflm4j.conformance.contract.KernelContractTest;

/** Drawn operators: equal to the reference bit for bit, no byte written beside the buffers. */
class FoldingProviderContractTest extends KernelContractTest {
  FoldingProviderContractTest() {
    super("folding");
  }
}
