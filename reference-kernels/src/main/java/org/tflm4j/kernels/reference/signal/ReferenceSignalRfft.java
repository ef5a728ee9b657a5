/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.kernel.OverlapSteps;
import org.tflm4j.api.op.SignalRfft;
import org.tflm4j.api.tensor.Tensor;

/**
 * Mirrors {@code signal/src/rfft_int16.cc} and its kin, which is kissfft's real FFT: pairs of
 * samples go through a complex FFT of half the length, then the two interleaved transforms are
 * taken apart.
 */
final class ReferenceSignalRfft extends RealFft implements Kernel {
  private final SignalRfft op;

  ReferenceSignalRfft(SignalRfft op) {
    super(op.numerics(), op.fftLength(), false);
    this.op = op;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.scratch(op.fftLength() * arithmetic.bytes()).holding(heldBytes());
  }

  @Override
  public List<InputOverlap> overlaps() {
    OverlapSteps steps = new OverlapSteps();
    int bytes = arithmetic.bytes();
    for (int row = op.rows() - 1; row >= 0; row--) {
      steps.readThenWrite(
          (long) row * op.inputLength() * bytes, (row + 1L) * (op.fftLength() + 2) * bytes);
    }
    return List.of(steps.overlap(0));
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalRfft.INPUT);
    Tensor output = context.output(SignalRfft.OUTPUT);
    int bytes = arithmetic.bytes();
    for (int row = 0; row < op.rows(); row++) {
      pack(
          input.data(),
          input.offset() + row * op.inputLength() * bytes,
          context.arena(),
          context.scratchOffset(0));
      fft.transform(context.arena(), context.scratchOffset(0));
      separate(
          context.arena(),
          context.scratchOffset(0),
          output.data(),
          output.offset() + row * (op.fftLength() + 2) * bytes);
    }
  }

  /** Puts pairs of samples where the FFT wants them, zeros behind the last. */
  private void pack(byte[] samples, int samplesAt, byte[] pairs, int pairsAt) {
    int bytes = arithmetic.bytes();
    for (int i = 0; i < op.fftLength(); i++) {
      int sample = i < op.inputLength() ? arithmetic.load(samples, samplesAt + i * bytes) : 0;
      arithmetic.store(pairs, pairsAt + (2 * fft.place(i >> 1) + (i & 1)) * bytes, sample);
    }
  }

  /** Separates the interleaved transforms of even and odd samples. */
  private void separate(byte[] pairs, int pairsAt, byte[] spectrum, int spectrumAt) {
    FftArithmetic a = arithmetic;
    int bytes = a.bytes();
    int pair = 2 * bytes;
    int length = fft.length();
    int evenSum = a.scale(a.load(pairs, pairsAt), half);
    int oddSum = a.scale(a.load(pairs, pairsAt + bytes), half);
    a.store(spectrum, spectrumAt, a.add(evenSum, oddSum));
    a.store(spectrum, spectrumAt + bytes, 0);
    a.store(spectrum, spectrumAt + length * pair, a.subtract(evenSum, oddSum));
    a.store(spectrum, spectrumAt + length * pair + bytes, 0);
    combine(pairs, pairsAt, spectrum, spectrumAt);
  }

  @Override
  void store(
      byte[] to, int toAt, int k, int evenReal, int evenImaginary, int oddReal, int oddImaginary) {
    FftArithmetic a = arithmetic;
    int bytes = a.bytes();
    int low = toAt + k * 2 * bytes;
    a.store(to, low, a.halfOfSum(evenReal, oddReal));
    a.store(to, low + bytes, a.halfOfSum(evenImaginary, oddImaginary));
    int high = toAt + (fft.length() - k) * 2 * bytes;
    a.store(to, high, a.halfOfDifference(evenReal, oddReal));
    a.store(to, high + bytes, a.halfOfDifference(oddImaginary, evenImaginary));
  }
}
