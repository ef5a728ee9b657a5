/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.training.network;

import org.tflm4j.api.tensor.Quantization;

/** The values that a tensor took during calibration; zero always counts as one of them. */
public final class ActivationRange {
  private double lowest;
  private double highest;

  /** Widens the range to hold a value. */
  public void include(double value) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }

  /** Returns the INT8 quantization whose 256 values span the range. */
  public Quantization int8() {
    float scale = (float) ((highest - lowest) / 255);
    return Quantization.of(scale, (int) Math.round(Byte.MIN_VALUE - lowest / scale));
  }
}
