/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.SignalIrfft;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/src/irfft_int16.cc} and its kin, which is kissfft's inverse real FFT. It
 * works in place in the output, a pair of samples as one complex number.
 */
final class ReferenceSignalIrfft implements Kernel {
  private final SignalIrfft op;
  private final FftArithmetic arithmetic;
  private final ComplexFft fft;
  private final RealFftTwiddles twiddles;

  ReferenceSignalIrfft(SignalIrfft op, KernelRequest request) {
    this.op = op;
    this.arithmetic = FftArithmetic.of(request.inputType(0));
    this.fft = new ComplexFft(arithmetic, op.fftLength() / 2, true);
    this.twiddles = new RealFftTwiddles(arithmetic, op.fftLength() / 2, true);
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.NONE.holding(fft.heldBytes() + twiddles.heldBytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(0);
    Tensor output = context.output(0);
    int bytes = arithmetic.bytes();
    for (int row = 0; row < op.rows(); row++) {
      int samplesAt = output.offset() + row * op.fftLength() * bytes;
      join(
          input.data(),
          input.offset() + row * 2 * op.inputLength() * bytes,
          output.data(),
          samplesAt);
      fft.transform(output.data(), samplesAt);
      for (int at = samplesAt; at < samplesAt + op.fftLength() * bytes; at += bytes) {
        int sample = arithmetic.load(output.data(), at);
        arithmetic.store(output.data(), at, arithmetic.normalize(sample, op.fftLength()));
      }
    }
  }

  /** Joins the transforms of even and odd samples and puts them where the FFT wants them. */
  private void join(byte[] spectrum, int spectrumAt, byte[] pairs, int pairsAt) {
    FftArithmetic a = arithmetic;
    int bytes = a.bytes();
    int pair = 2 * bytes;
    int length = fft.length();
    int half = a.reciprocal(2);
    int first = a.load(spectrum, spectrumAt);
    int last = a.load(spectrum, spectrumAt + length * pair);
    int place = pairsAt + fft.place(0) * pair;
    a.store(pairs, place, a.scale(a.add(first, last), half));
    a.store(pairs, place + bytes, a.scale(a.subtract(first, last), half));
    for (int k = 1; k <= length / 2; k++) {
      int low = spectrumAt + k * pair;
      int high = spectrumAt + (length - k) * pair;
      int lowReal = a.scale(a.load(spectrum, low), half);
      int lowImaginary = a.scale(a.load(spectrum, low + bytes), half);
      int highReal = a.scale(a.load(spectrum, high), half);
      int highImaginary = a.scale(a.negate(a.load(spectrum, high + bytes)), half);
      int evenReal = a.add(lowReal, highReal);
      int evenImaginary = a.add(lowImaginary, highImaginary);
      int gapReal = a.subtract(lowReal, highReal);
      int gapImaginary = a.subtract(lowImaginary, highImaginary);
      int cosine = twiddles.real(k);
      int sine = twiddles.imaginary(k);
      int oddReal = a.multiplySubtract(gapReal, cosine, gapImaginary, sine);
      int oddImaginary = a.multiplyAdd(gapReal, sine, gapImaginary, cosine);
      // In this order: in the middle both are the same number, and the second one stays.
      place = pairsAt + fft.place(k) * pair;
      a.store(pairs, place, a.add(evenReal, oddReal));
      a.store(pairs, place + bytes, a.add(evenImaginary, oddImaginary));
      place = pairsAt + fft.place(length - k) * pair;
      a.store(pairs, place, a.subtract(evenReal, oddReal));
      a.store(pairs, place + bytes, a.negate(a.subtract(evenImaginary, oddImaginary)));
    }
  }
}
