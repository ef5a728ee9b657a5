/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.op.FftNumerics;

/**
 * The part that a real FFT and its inverse share. The FFT of n real samples is a complex FFT of n /
 * 2 pairs of samples. Before or behind that, {@link #combine} combines the complex numbers of
 * frequency k and of the mirrored frequency into even and odd parts, and turns the odd part.
 */
abstract class RealFft {
  final FftArithmetic arithmetic;
  final ComplexFft fft;

  /** The factor for {@link FftArithmetic#scale} that stands for a half. */
  final int half;

  private final RealFftTwiddles twiddles;

  RealFft(FftNumerics numerics, int fftLength, boolean inverse) {
    this.arithmetic = FftArithmetic.of(numerics);
    this.fft = new ComplexFft(arithmetic, fftLength / 2, inverse);
    this.twiddles = new RealFftTwiddles(arithmetic, fftLength / 2, inverse);
    this.half = arithmetic.reciprocal(2);
  }

  /** Returns the bytes of the tables. */
  final long heldBytes() {
    return fft.heldBytes() + twiddles.heldBytes();
  }

  /** Combines all numbers but the first, from byte {@code fromAt} on, and stores the results. */
  final void combine(byte[] from, int fromAt, byte[] to, int toAt) {
    FftArithmetic a = arithmetic;
    int bytes = a.bytes();
    int pair = 2 * bytes;
    int length = fft.length();
    for (int k = 1; k <= length / 2; k++) {
      int low = fromAt + k * pair;
      int high = fromAt + (length - k) * pair;
      int lowReal = a.scale(a.load(from, low), half);
      int lowImaginary = a.scale(a.load(from, low + bytes), half);
      int highReal = a.scale(a.load(from, high), half);
      int highImaginary = a.scale(a.negate(a.load(from, high + bytes)), half);
      int gapReal = a.subtract(lowReal, highReal);
      int gapImaginary = a.subtract(lowImaginary, highImaginary);
      int cosine = twiddles.real(k);
      int sine = twiddles.imaginary(k);
      store(
          to,
          toAt,
          k,
          a.add(lowReal, highReal),
          a.add(lowImaginary, highImaginary),
          a.multiplySubtract(gapReal, cosine, gapImaginary, sine),
          a.multiplyAdd(gapReal, sine, gapImaginary, cosine));
    }
  }

  /**
   * Stores the numbers of index k and of the mirrored index, in this order: in the middle both are
   * the same number, and the second one stays.
   */
  abstract void store(
      byte[] to, int toAt, int k, int evenReal, int evenImaginary, int oddReal, int oddImaginary);
}
