/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SignalFftAutoScale: shifts all samples to the left, as far as the largest magnitude allows within
 * 16 bits. Mirrors {@code signal/micro/kernels/fft_auto_scale_kernel.cc}.
 *
 * <p>Tensors: input INT16 of at least size elements; output 0 INT16 [size]; output 1 INT32, a
 * scalar: the bits shifted by.
 *
 * @param size samples
 */
public record SignalFftAutoScale(int size) implements Op {
  /** Input: the samples. */
  public static final int INPUT = 0;

  /** Output: the samples, shifted. */
  public static final int OUTPUT = 0;

  /** Output: the bits that they were shifted by. */
  public static final int SCALE_BITS = 1;

  @Override
  public String name() {
    return "SignalFftAutoScale";
  }
}
