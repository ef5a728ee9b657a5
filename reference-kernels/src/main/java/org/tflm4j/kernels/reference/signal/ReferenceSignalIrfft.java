/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.SignalIrfft;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/src/irfft_int16.cc} and its kin, which is kissfft's inverse real FFT. It
 * works in place in the output, a pair of samples as one complex number.
 */
final class ReferenceSignalIrfft extends RealFft implements Kernel {
  private final SignalIrfft op;

  ReferenceSignalIrfft(SignalIrfft op) {
    super(op.numerics(), op.fftLength(), true);
    this.op = op;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.NONE.holding(heldBytes());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalIrfft.INPUT);
    Tensor output = context.output(SignalIrfft.OUTPUT);
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
    int first = a.load(spectrum, spectrumAt);
    int last = a.load(spectrum, spectrumAt + fft.length() * pair);
    int place = pairsAt + fft.place(0) * pair;
    a.store(pairs, place, a.scale(a.add(first, last), half));
    a.store(pairs, place + bytes, a.scale(a.subtract(first, last), half));
    combine(spectrum, spectrumAt, pairs, pairsAt);
  }

  @Override
  void store(
      byte[] to, int toAt, int k, int evenReal, int evenImaginary, int oddReal, int oddImaginary) {
    FftArithmetic a = arithmetic;
    int bytes = a.bytes();
    int low = toAt + fft.place(k) * 2 * bytes;
    a.store(to, low, a.add(evenReal, oddReal));
    a.store(to, low + bytes, a.add(evenImaginary, oddImaginary));
    int high = toAt + fft.place(fft.length() - k) * 2 * bytes;
    a.store(to, high, a.subtract(evenReal, oddReal));
    a.store(to, high + bytes, a.negate(a.subtract(evenImaginary, oddImaginary)));
  }
}
