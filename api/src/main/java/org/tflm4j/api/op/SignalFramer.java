/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalFramer: cuts a stream of samples into frames of frameSize samples, a new one every
 * frameStep samples. Mirrors {@code signal/micro/kernels/framer.cc}. TFLM does not write frames
 * that have not enough samples yet; here they are zero.
 *
 * <p>Tensors: input INT16 [..., frames * frameStep]; output 0 INT16 [..., frames, frameSize];
 * output 1 BOOL, a scalar: whether all frames are there.
 *
 * @param rows product of all dimensions of the input but the last, each a stream of its own
 * @param frames frames of a row per invocation
 * @param frameSize at least 1
 * @param frameStep at least 1
 * @param prefill true if the stream begins with frameSize - frameStep zeros, so that all frames are
 *     valid
 */
public record SignalFramer(int rows, int frames, int frameSize, int frameStep, boolean prefill)
    implements Op {
  /** Input: the samples. */
  public static final int INPUT = 0;

  /** Output: the frames. */
  public static final int OUTPUT = 0;

  /** Output: whether all frames are there. */
  public static final int OUTPUT_VALID = 1;

  @Override
  public String name() {
    return "SignalFramer";
  }

  /**
   * Returns the samples of a row that are kept from one step to the next: the frame without the
   * step. Without prefill frames begin at multiples of the step, so the first of them lies a whole
   * number of steps back.
   */
  public int history() {
    return (prefill ? frameSize : Math.ceilDiv(frameSize, frameStep) * frameStep) - frameStep;
  }
}
