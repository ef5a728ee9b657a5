/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.signal;

import org.tflm4j.api.op.SignalDelay;
import org.tflm4j.api.op.SignalEnergy;
import org.tflm4j.api.op.SignalFftAutoScale;
import org.tflm4j.api.op.SignalFilterBank;
import org.tflm4j.api.op.SignalFilterBankLog;
import org.tflm4j.api.op.SignalFilterBankSpectralSubtraction;
import org.tflm4j.api.op.SignalFilterBankSquareRoot;
import org.tflm4j.api.op.SignalFramer;
import org.tflm4j.api.op.SignalIrfft;
import org.tflm4j.api.op.SignalOverlapAdd;
import org.tflm4j.api.op.SignalPcan;
import org.tflm4j.api.op.SignalRfft;
import org.tflm4j.api.op.SignalStacker;
import org.tflm4j.api.op.SignalWindow;
import org.tflm4j.kernels.reference.support.KernelTable;

/** Registers the kernels of the signal library, custom operators for audio. */
public final class SignalKernels {
  private SignalKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(SignalDelay.class, (op, request) -> new ReferenceSignalDelay(op));
    table.add(SignalEnergy.class, (op, request) -> new ReferenceSignalEnergy(op));
    table.add(SignalFftAutoScale.class, (op, request) -> new ReferenceSignalFftAutoScale(op));
    table.add(SignalFilterBank.class, (op, request) -> new ReferenceSignalFilterBank(op));
    table.add(SignalFilterBankLog.class, (op, request) -> new ReferenceSignalFilterBankLog(op));
    table.add(
        SignalFilterBankSpectralSubtraction.class,
        (op, request) -> new ReferenceSignalFilterBankSpectralSubtraction(op));
    table.add(
        SignalFilterBankSquareRoot.class,
        (op, request) -> new ReferenceSignalFilterBankSquareRoot(op));
    table.add(SignalFramer.class, (op, request) -> new ReferenceSignalFramer(op));
    table.add(SignalIrfft.class, (op, request) -> new ReferenceSignalIrfft(op));
    table.add(SignalOverlapAdd.class, (op, request) -> new ReferenceSignalOverlapAdd(op));
    table.add(SignalPcan.class, (op, request) -> new ReferenceSignalPcan(op));
    table.add(SignalRfft.class, (op, request) -> new ReferenceSignalRfft(op));
    table.add(SignalStacker.class, (op, request) -> new ReferenceSignalStacker(op));
    table.add(SignalWindow.class, (op, request) -> new ReferenceSignalWindow(op));
  }
}
