/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalWindow: {@code output = (input * weights) >> shift}, saturated, frame by frame. Mirrors
 * {@code signal/micro/kernels/window.cc}.
 *
 * <p>Tensors, all INT16: input of frames * frameSize elements; weights [frameSize]; output like the
 * input.
 *
 * @param frames frames in the input
 * @param frameSize elements of a frame, at least 1
 * @param shift from 0 to 31
 */
public record SignalWindow(int frames, int frameSize, int shift) implements Op {
  /** Input: the samples. */
  public static final int INPUT = 0;

  /** Input: the weights of a frame. */
  public static final int WEIGHTS = 1;

  /** Output: the weighted samples. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SignalWindow";
  }
}
