/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIf;
import org.tflm4j.conformance.contract.KernelContractTest;
import org.tflm4j.kernels.jit.code.TargetSelection;
import org.tflm4j.kernels.jit.code.Tier;

@EnabledIf(
    value = "org.tflm4j.kernels.jit.Processor#hasKernels",
    disabledReason = "this processor lacks the tier")
class JitProviderContractTest extends KernelContractTest {
  /** Every drawn operator is taken, whatever its shape. */
  private static final Pattern PROMISED =
      Pattern.compile(
          "(CONV_2D|DEPTHWISE_CONV_2D) INT8(, filter INT4)?"
              + "|(CONV_2D|DEPTHWISE_CONV_2D|TRANSPOSE_CONV|FULLY_CONNECTED) FLOAT32"
              + "|TRANSPOSE_CONV INT8"
              + "|(AVERAGE|MAX)_POOL_2D INT8"
              + "|(RELU|RELU6|LEAKY_RELU|LOGISTIC|TANH|HARD_SWISH|ABS|ELU) INT8"
              + "|(QUANTIZE|DEQUANTIZE) .*"
              + "|PAD and .*|(PAD|PADV2|TRANSPOSE|CONCATENATION|PACK|SPLIT|SPLIT_V|UNPACK) .*"
              + "|(RESHAPE|SQUEEZE|EXPAND_DIMS|SLICE|STRIDED_SLICE|SPACE_TO_DEPTH|DEPTH_TO_SPACE) .*"
              + "|LOGICAL_NOT BOOL"
              + "|SVDF INT8, state .*");

  /** Likewise with AVX-512. */
  private static final Pattern PROMISED_WITH_MASKS =
      Pattern.compile(
          "(ADD|SUB) (INT8|INT16|FLOAT32)|MUL (INT8|FLOAT32)"
              + "|(SQUARED_DIFFERENCE|MAXIMUM|MINIMUM|PRELU) .*"
              + "|(RELU|RELU6|LEAKY_RELU|HARD_SWISH) FLOAT32"
              + "|(MEAN|SUM) (INT8|FLOAT32)|(REDUCE_MAX|REDUCE_MIN) INT8"
              + "|SOFTMAX INT8( to INT16)?");

  /** Filters with a zero point are left to other providers. */
  private static final Pattern MOSTLY = Pattern.compile("FULLY_CONNECTED INT8(, filter INT4)?");

  /** Likewise with AVX-512. */
  private static final Pattern MOSTLY_WITH_MASKS =
      Pattern.compile("UNIDIRECTIONAL_SEQUENCE_LSTM INT8");

  JitProviderContractTest() {
    super("jit");
  }

  /** No shape falls back because it is odd. */
  @Override
  protected void accepted(String sampler, int accepted, int drawn) {
    boolean masks = TargetSelection.instance().target().tier() == Tier.AVX512_VNNI;
    if (PROMISED.matcher(sampler).matches()
        || (masks && PROMISED_WITH_MASKS.matcher(sampler).matches())) {
      assertThat(accepted).as("%s: operators with machine code", sampler).isEqualTo(drawn);
    } else if (MOSTLY.matcher(sampler).matches()
        || (masks && MOSTLY_WITH_MASKS.matcher(sampler).matches())) {
      assertThat(accepted).as("%s: operators with machine code", sampler).isPositive();
    }
  }
}
