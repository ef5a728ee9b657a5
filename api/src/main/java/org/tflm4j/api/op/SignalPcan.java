/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalPCAN, per-channel amplitude normalization: every channel is multiplied by a gain that
 * depends on its noise estimate, then compressed. Mirrors {@code signal/micro/kernels/pcan.cc}.
 *
 * <p>Tensors: 0 input UINT32 [channels]; 1 noise estimate UINT32 [channels]; 2 gain table INT16,
 * {@link #GAIN_TABLE_SIZE} elements or more: a polynomial of degree 2 for each power of 2, at 4 *
 * bits - 6, and before them the gains of 0, 1 and 2; output UINT32 [channels].
 *
 * @param channels elements of input and output
 * @param snrShift shift of the product of input and gain to the right, from 0 to 63
 */
public record SignalPcan(int channels, int snrShift) implements Op {
  /** Input: the channels. */
  public static final int INPUT = 0;

  /** Input: the noise estimate. */
  public static final int NOISE_ESTIMATE = 1;

  /** Input: the gain table. */
  public static final int GAIN_TABLE = 2;

  /** Output: the normalized channels. */
  public static final int OUTPUT = 0;

  /** Elements of the gain table that noise estimates of 32 bits reach. */
  public static final int GAIN_TABLE_SIZE = 4 * 32 - 6 + 3;

  @Override
  public String name() {
    return "SignalPCAN";
  }
}
