/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalOverlapAdd: the reverse of {@link SignalFramer}, adds frames of frameSize samples into a
 * stream, each frameStep samples behind the one before. Sums beyond the end of an invocation are
 * kept for the next one. Mirrors {@code signal/micro/kernels/overlap_add.cc}.
 *
 * <p>Tensors: input [..., frames, frameSize]; output of rows * frames * frameStep elements.
 *
 * @param rows product of all dimensions of the input but the last two, each a stream of its own
 * @param frames frames of a row per invocation
 * @param frameSize at least 1
 * @param frameStep from 1 to frameSize
 */
public record SignalOverlapAdd(
    int rows, int frames, int frameSize, int frameStep, Numerics numerics) implements Op {
  /** Input: the frames. */
  public static final int INPUT = 0;

  /** Output: the samples. */
  public static final int OUTPUT = 0;

  /** The arithmetic. */
  public sealed interface Numerics {}

  /** Input and output are FLOAT32. */
  public record Real() implements Numerics {}

  /** Input and output are INT16; sums saturate. */
  public record Saturating() implements Numerics {}

  @Override
  public String name() {
    return "SignalOverlapAdd";
  }
}
