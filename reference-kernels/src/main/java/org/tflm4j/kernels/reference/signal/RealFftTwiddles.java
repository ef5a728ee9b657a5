/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

/**
 * The factors that turn an FFT of n complex numbers into one of 2n real ones, and back: for k from
 * 1 to n / 2 the complex number of angle {@code -pi * (k / n + 1 / 2)}, for the inverse its
 * conjugate.
 */
final class RealFftTwiddles {
  private final int[] real;
  private final int[] imaginary;

  RealFftTwiddles(FftArithmetic arithmetic, int length, boolean inverse) {
    real = new int[length / 2 + 1];
    imaginary = new int[length / 2 + 1];
    for (int k = 1; k <= length / 2; k++) {
      double phase = -Math.PI * ((double) k / length + 0.5);
      real[k] = arithmetic.sample(Math.cos(phase));
      imaginary[k] = arithmetic.sample(Math.sin(inverse ? -phase : phase));
    }
  }

  int real(int k) {
    return real[k];
  }

  int imaginary(int k) {
    return imaginary[k];
  }

  /** Returns the bytes of the tables. */
  long heldBytes() {
    return 8L * real.length;
  }
}
