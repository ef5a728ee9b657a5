/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalOverlapAdd: the reverse of {@link SignalFramer}, adds frames of frameSize samples into a
 * stream, each frameStep samples behind the one before; INT16 saturates. What reaches beyond an
 * invocation waits for the next one. Mirrors {@code signal/micro/kernels/overlap_add.cc}.
 *
 * <p>Tensors: input [..., frames, frameSize]; output of rows * frames * frameStep elements. Types:
 * both INT16 or both FLOAT32.
 *
 * @param rows product of all dimensions of the input but the last two, each a stream of its own
 * @param frames frames of a row per invocation
 * @param frameSize at least 1
 * @param frameStep from 1 to frameSize
 */
public record SignalOverlapAdd(int rows, int frames, int frameSize, int frameStep) implements Op {
  @Override
  public String name() {
    return "SignalOverlapAdd";
  }
}
