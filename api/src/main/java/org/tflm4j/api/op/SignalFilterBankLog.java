/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalFilterBankLog: {@code output = outputScale * ln(input << inputCorrectionBits)} in integers,
 * at most 32767; 0 where the shifted input is 0 or 1. Mirrors {@code
 * signal/micro/kernels/filter_bank_log.cc}.
 *
 * <p>Tensors: input UINT32 [channels]; output INT16 [channels].
 *
 * @param channels elements of input and output
 * @param outputScale factor of the logarithm
 * @param inputCorrectionBits from 0 to 31
 */
public record SignalFilterBankLog(int channels, int outputScale, int inputCorrectionBits)
    implements Op {
  /** Input: the channels. */
  public static final int INPUT = 0;

  /** Output: their logarithms. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalFilterBankLog";
  }
}
