/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.kernel.InPlaceKernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.op.SignalFilterBankSpectralSubtraction;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;

/** Mirrors {@code signal/src/filter_bank_spectral_subtraction.cc}. All numbers are unsigned. */
final class ReferenceSignalFilterBankSpectralSubtraction implements InPlaceKernel {
  private static final long UINT32 = 0xFFFF_FFFFL;

  private final SignalFilterBankSpectralSubtraction op;

  ReferenceSignalFilterBankSpectralSubtraction(SignalFilterBankSpectralSubtraction op) {
    this.op = op;
  }

  @Override
  public KernelMemory memory() {
    return KernelMemory.persistent(4 * op.channels());
  }

  @Override
  public void eval(KernelContext context) {
    Tensor input = context.input(SignalFilterBankSpectralSubtraction.INPUT);
    Tensor output = context.output(SignalFilterBankSpectralSubtraction.OUTPUT);
    Tensor noiseEstimate = context.output(SignalFilterBankSpectralSubtraction.NOISE_ESTIMATE);
    byte[] arena = context.arena();
    int estimateAt = context.persistentOffset(0);
    int bits = op.spectralSubtractionBits();
    for (int channel = 0; channel < op.channels(); channel++) {
      boolean even = (channel & 1) == 0;
      long smoothing = (even ? op.smoothing() : op.alternateSmoothing()) & UINT32;
      long oneMinusSmoothing =
          (even ? op.oneMinusSmoothing() : op.alternateOneMinusSmoothing()) & UINT32;
      long signal = input.int32At(channel) & UINT32;
      long scaledSignal = (signal << op.smoothingBits()) & UINT32;
      long oldEstimate = LittleEndian.getInt(arena, estimateAt + 4 * channel) & UINT32;
      // The products fit 64 bits, their sum may wrap, as TFLM's does.
      long newEstimate =
          ((scaledSignal * smoothing + oldEstimate * oneMinusSmoothing) >>> bits) & UINT32;
      long subtrahend = Math.min(newEstimate, scaledSignal);
      int kept = (int) (op.clamping() ? subtrahend : newEstimate);
      LittleEndian.putInt(arena, estimateAt + 4 * channel, kept);
      noiseEstimate.setInt32At(channel, kept);
      long floor = ((signal * (op.minSignalRemaining() & UINT32)) >>> bits) & UINT32;
      long subtracted = (scaledSignal - subtrahend) >>> op.smoothingBits();
      output.setInt32At(channel, (int) Math.max(subtracted, floor));
    }
  }
}
