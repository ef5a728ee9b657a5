/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

class VectorProviderContractTest extends KernelContractTest {
  /**
   * Left to the reference kernels: copies, lookups in a table of 256 bytes, BATCH_MATMUL, rarer
   * arithmetic.
   */
  private static final Pattern DECLINED =
      Pattern.compile(
          "PAD and .*|(PAD|PADV2|CONCATENATION|PACK|SPLIT|SPLIT_V|UNPACK) .*"
              + "|(PRELU|MAXIMUM|MINIMUM|SQUARED_DIFFERENCE|REDUCE_MAX|REDUCE_MIN) .*"
              + "|(RESHAPE|SQUEEZE|EXPAND_DIMS|SLICE|STRIDED_SLICE|SPACE_TO_DEPTH|DEPTH_TO_SPACE) .*"
              + "|(BATCH_MATMUL|LOGICAL_NOT) .*"
              + "|(RELU|LEAKY_RELU|LOGISTIC|TANH|HARD_SWISH|ABS|ELU|QUANTIZE) INT8"
              + "|QUANTIZE INT8 to UINT8|(QUANTIZE|DEQUANTIZE) UINT8 to .*");

  /**
   * Short rows, copies that are no interleaving, and a row of operators that begins with a declined
   * one are left to the reference kernels as well.
   */
  private static final Pattern SOMETIMES_DECLINED =
      Pattern.compile("(SOFTMAX|TRANSPOSE) .*|operators in a row, INT8");

  VectorProviderContractTest() {
    super("vector");
  }

  /** No shape falls back because it is odd. */
  @Override
  protected void accepted(String sampler, int accepted, int drawn) {
    if (SOMETIMES_DECLINED.matcher(sampler).matches()) {
      return;
    }
    assertThat(accepted)
        .as("%s: operators with a vector kernel", sampler)
        .isEqualTo(DECLINED.matcher(sampler).matches() ? 0 : drawn);
  }
}
