/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalStacker: joins the features of an instant of time with those before and after it, once
 * every step instants. At the start the first features are repeated for those before them. Mirrors
 * {@code signal/micro/kernels/stacker.cc}. While no output is valid, TFLM does not write it; here
 * it is the last valid output, and zeros before the first.
 *
 * <p>Tensors: input INT16 [channels]; output 0 INT16 [(leftContext + 1 + rightContext) * channels];
 * output 1 BOOL, a scalar: whether output 0 is valid.
 *
 * @param channels features per instant, at least 1
 * @param leftContext instants before, at least 0
 * @param rightContext instants after, at least 0
 * @param step from 1 to leftContext + 1 + rightContext
 */
public record SignalStacker(int channels, int leftContext, int rightContext, int step)
    implements Op {
  /** Input: the features of an instant. */
  public static final int INPUT = 0;

  /** Output: the features of all instants of the context. */
  public static final int OUTPUT = 0;

  /** Output: whether the features are valid. */
  public static final int OUTPUT_VALID = 1;

  @Override
  public String name() {
    return "SignalStacker";
  }

  /** Returns the instants of an output. */
  public int instants() {
    return leftContext + 1 + rightContext;
  }
}
