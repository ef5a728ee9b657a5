/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.SignalPcan;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code signal/src/pcan_argc_fixed.cc}. */
final class ReferenceSignalPcan implements InPlaceKernel {
  /** Bits after the point of the ratio of signal to noise. */
  private static final int SNR_BITS = 12;

  /** Bits after the point of the output. */
  private static final int OUTPUT_BITS = 6;

  private final SignalPcan op;

  ReferenceSignalPcan(SignalPcan op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalPcan.INPUT);
    Tensor noiseEstimate = context.input(SignalPcan.NOISE_ESTIMATE);
    Tensor gains = context.input(SignalPcan.GAIN_TABLE);
    Tensor output = context.output(SignalPcan.OUTPUT);
    for (int channel = 0; channel < op.channels(); channel++) {
      long gain = gain(noiseEstimate.int32At(channel), gains) & 0xFFFF_FFFFL;
      long signal = input.int32At(channel) & 0xFFFF_FFFFL;
      output.setInt32At(channel, shrink((int) ((signal * gain) >>> op.snrShift())));
    }
  }

  /**
   * Returns the gain of an unsigned number: a polynomial of degree 2 in the ten bits behind its
   * highest, whose coefficients depend on where that is. Sums wrap at 32 bits, as TFLM's do.
   */
  private static int gain(int x, Tensor gains) {
    if (x >= 0 && x <= 2) {
      return gains.int16At(x);
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(x);
    int coefficients = gains.offset() + 2 * (4 * bits - 6);
    int constant = LittleEndian.getShort(gains.data(), coefficients);
    int linear = LittleEndian.getShort(gains.data(), coefficients + 2);
    int square = LittleEndian.getShort(gains.data(), coefficients + 4);
    int fraction = (bits < 11 ? x << (11 - bits) : x >>> (bits - 11)) & 0x3FF;
    int result = ((square * fraction) >> 5) + (linear << 5);
    return (short) (((result * fraction + (1 << 14)) >> 15) + constant);
  }

  /** Returns x^2 / 4 under 2, x - 1 above, for unsigned x. */
  private static int shrink(int x) {
    return Integer.compareUnsigned(x, 2 << SNR_BITS) < 0
        ? (x * x) >>> (2 + 2 * SNR_BITS - OUTPUT_BITS)
        : (x >>> (SNR_BITS - OUTPUT_BITS)) - (1 << OUTPUT_BITS);
  }
}
