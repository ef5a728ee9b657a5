/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalFilterBankSquareRoot: {@code output = round(sqrt(input)) >> scaleBits}. Mirrors {@code
 * signal/micro/kernels/filter_bank_square_root.cc}.
 *
 * <p>Tensors: 0 input UINT64 [channels]; 1 scaleBits INT32, a scalar from 0 to 31; output UINT32
 * [channels].
 *
 * @param channels elements of input and output
 */
public record SignalFilterBankSquareRoot(int channels) implements Op {
  /** Input: the channels. */
  public static final int INPUT = 0;

  /** Input: the bits that the roots are shifted by. */
  public static final int SCALE_BITS = 1;

  /** Output: the square roots. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalFilterBankSquareRoot";
  }
}
