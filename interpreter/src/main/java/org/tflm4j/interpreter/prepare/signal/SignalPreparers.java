/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.signal;

import org.tflm4j.interpreter.prepare.support.PreparerTable;

/** Registers the preparers of the signal library, custom operators for audio. */
public final class SignalPreparers {
  private SignalPreparers() {}

  /** Registers them. */
  public static void register(PreparerTable table) {
    table.custom("SignalDelay", PrepareSignalFrames::delay);
    table.custom("SignalEnergy", PrepareSignalFft::energy);
    table.custom("SignalFftAutoScale", PrepareSignalFft::autoScale);
    table.custom("SignalFilterBank", PrepareSignalFilterBank::filterBank);
    table.custom("SignalFilterBankLog", PrepareSignalFilterBank::log);
    table.custom(
        "SignalFilterBankSpectralSubtraction", PrepareSignalFilterBank::spectralSubtraction);
    table.custom("SignalFilterBankSquareRoot", PrepareSignalFilterBank::squareRoot);
    table.custom("SignalFramer", PrepareSignalFrames::framer);
    table.custom("SignalIrfft", PrepareSignalFft::irfft);
    table.custom("SignalOverlapAdd", PrepareSignalFrames::overlapAdd);
    table.custom("SignalPCAN", PrepareSignalFilterBank::pcan);
    table.custom("SignalRfft", PrepareSignalFft::rfft);
    table.custom("SignalStacker", PrepareSignalFrames::stacker);
    table.custom("SignalWindow", PrepareSignalFrames::window);
  }
}
