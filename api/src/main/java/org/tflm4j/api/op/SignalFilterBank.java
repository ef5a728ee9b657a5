/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalFilterBank: a bank of overlapping filters over a spectrum. Band {@code b} of {@code
 * channels + 1} covers {@code widths[b]} numbers from {@code frequencyStarts[b]} on; each enters
 * channel {@code b - 1} by its weight and channel {@code b} by its unweight, both from {@code
 * weightStarts[b]} on. Sums are 64 bits wide and wrap. Mirrors {@code
 * signal/micro/kernels/filter_bank.cc}.
 *
 * <p>Tensors: 0 input UINT32 [n]; 1 weights, 2 unweights INT16 [m]; 3 frequencyStarts, 4
 * weightStarts, 5 widths INT16, channels + 1 elements or more; output UINT64 [channels]. A band
 * beyond the input or the weights is an error.
 *
 * @param channels at least 0
 */
public record SignalFilterBank(int channels) implements Op {
  @Override
  public String name() {
    return "SignalFilterBank";
  }
}
