/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalRfft: the FFT of real samples, row by row, padded with zeros to the length of the FFT. The
 * fixed-point types divide the result by that length on the way; they round as kissfft does.
 * Mirrors {@code signal/micro/kernels/rfft.cc}.
 *
 * <p>Tensors: input [..., inputLength]; output [..., fftLength + 2], complex numbers from frequency
 * 0 to half of the sample rate, real part first.
 *
 * @param rows product of all dimensions but the last
 * @param inputLength samples of a row, at most fftLength
 * @param fftLength even, at least 4, half of it a product of 2, 3 and 5
 */
public record SignalRfft(int rows, int inputLength, int fftLength, FftNumerics numerics)
    implements Op {
  /** Input: the samples. */
  public static final int INPUT = 0;

  /** Output: the spectrum. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalRfft";
  }
}
