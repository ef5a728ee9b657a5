/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.SignalFftAutoScale;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code signal/src/fft_auto_scale.cc} and {@code max_abs.cc}. */
final class ReferenceSignalFftAutoScale implements InPlaceKernel {
  private final SignalFftAutoScale op;

  ReferenceSignalFftAutoScale(SignalFftAutoScale op) {
    this.op = op;
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalFftAutoScale.INPUT);
    Tensor output = context.output(SignalFftAutoScale.OUTPUT);
    byte[] data = input.data();
    int end = input.offset() + 2 * op.size();
    int max = 0;
    for (int at = input.offset(); at < end; at += 2) {
      int value = LittleEndian.getShort(data, at);
      if (value > max) {
        max = value;
      } else if (-value > max) {
        // 32768 does not fit TFLM's 16 bits and becomes -32768, which every later sample exceeds.
        max = (short) -value;
      }
    }
    // Silence is not shifted, and neither is the magnitude 32768.
    int scaleBits = max <= 0 ? 0 : Integer.numberOfLeadingZeros(max) - 17;
    context.output(SignalFftAutoScale.SCALE_BITS).setInt32At(0, scaleBits);
    int outputAt = output.offset();
    for (int at = input.offset(); at < end; at += 2) {
      int scaled = LittleEndian.getShort(data, at) << scaleBits;
      LittleEndian.putShort(output.data(), outputAt, (short) scaled);
      outputAt += 2;
    }
  }
}
