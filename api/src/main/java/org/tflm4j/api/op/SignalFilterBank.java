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
  /** Input: the spectrum. */
  public static final int INPUT = 0;

  /** Input: weights of a band in the channel in front of it. */
  public static final int WEIGHTS = 1;

  /** Input: weights of a band in the channel behind it. */
  public static final int UNWEIGHTS = 2;

  /** Input: where each band begins in the spectrum. */
  public static final int FREQUENCY_STARTS = 3;

  /** Input: where each band begins in the weights. */
  public static final int WEIGHT_STARTS = 4;

  /** Input: how many numbers each band covers. */
  public static final int WIDTHS = 5;

  /** Output: the channels. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalFilterBank";
  }
}
