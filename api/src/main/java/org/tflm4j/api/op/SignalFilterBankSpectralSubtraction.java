/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalFilterBankSpectralSubtraction: subtracts a noise estimate from every channel; the estimate
 * follows the signal slowly and is kept between invocations, zero at first. Mirrors {@code
 * signal/micro/kernels/filter_bank_spectral_subtraction.cc}.
 *
 * <p>Tensors, all UINT32 [channels]: input; output 0; output 1, the noise estimate, scaled by
 * 2^smoothingBits. Factors are unsigned and scaled by 2^spectralSubtractionBits.
 *
 * @param channels elements of each tensor
 * @param smoothing weight of the signal in the estimate of even channels
 * @param oneMinusSmoothing weight of the old estimate in that of even channels
 * @param alternateSmoothing like smoothing, for odd channels
 * @param alternateOneMinusSmoothing like oneMinusSmoothing, for odd channels
 * @param minSignalRemaining the part of the signal that always remains
 * @param smoothingBits from 0 to 31
 * @param spectralSubtractionBits from 0 to 63
 * @param clamping true if the estimate never exceeds the signal
 */
public record SignalFilterBankSpectralSubtraction(
    int channels,
    int smoothing,
    int oneMinusSmoothing,
    int alternateSmoothing,
    int alternateOneMinusSmoothing,
    int minSignalRemaining,
    int smoothingBits,
    int spectralSubtractionBits,
    boolean clamping)
    implements Op {
  /** Input: the channels. */
  public static final int INPUT = 0;

  /** Output: the channels without noise. */
  public static final int OUTPUT = 0;

  /** Output: the noise estimate. */
  public static final int NOISE_ESTIMATE = 1;

  @Override
  public String name() {
    return "SignalFilterBankSpectralSubtraction";
  }
}
