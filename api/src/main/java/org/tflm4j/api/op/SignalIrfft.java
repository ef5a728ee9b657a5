/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalIrfft: real samples from the complex numbers of {@link SignalRfft}, row by row. Every type
 * divides by the length of the FFT; the fixed-point types do so on the way and round as kissfft
 * does. Mirrors {@code signal/micro/kernels/irfft.cc}.
 *
 * <p>Tensors: input [..., 2 * inputLength], complex numbers, real part first, those beyond the
 * first fftLength / 2 + 1 unused; output [..., fftLength].
 *
 * @param rows product of all dimensions but the last
 * @param inputLength complex numbers of a row, at least fftLength / 2 + 1
 * @param fftLength even, at least 4, half of it a product of 2, 3 and 5
 */
public record SignalIrfft(int rows, int inputLength, int fftLength, FftNumerics numerics)
    implements Op {
  /** Input: the spectrum. */
  public static final int INPUT = 0;

  /** Output: the samples. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalIrfft";
  }
}
