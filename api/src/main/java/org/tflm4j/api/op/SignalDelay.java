/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalDelay: delays the samples of every row by delayLength samples; the first are zeros. Mirrors
 * {@code signal/micro/kernels/delay.cc}.
 *
 * <p>Tensors, both INT16: input [..., frameSize]; output like the input.
 *
 * @param rows product of all dimensions but the last, each with a delay line of its own
 * @param frameSize samples of a row per invocation, at least 1
 * @param delayLength samples, at least 0
 */
public record SignalDelay(int rows, int frameSize, int delayLength) implements Op {
  /** Input: the samples. */
  public static final int INPUT = 0;

  /** Output: the samples, delayed. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalDelay";
  }
}
