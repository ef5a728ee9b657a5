/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import org.tflm4j.api.tensor.Tensor;

/** What becomes of the sums of a convolution: bias, requantization, activation, and the output. */
public interface Epilogue {
  /**
   * Returns true if sums arrive as ints, as the bits of floats and without bias; otherwise they
   * arrive as floats that began with {@link #initialSums}.
   */
  boolean takesInts();

  /** Returns what the float sum of each channel begins with. */
  float[] initialSums();

  /**
   * Writes outputs of consecutive pixels.
   *
   * @param limbStep from a sum of upper limbs to that of lower ones, for INT16
   * @param sums [pixels][sumsStep], the channels at {@code sumsAt} of the first pixel; may be
   *     overwritten
   * @param sumsStep from one pixel's sums to the next
   * @param pixel the first output pixel
   * @param channel the first channel
   * @param count channels: {@link Int8Lanes#LANES}, or less if a group has no more
   */
  void write(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int limbStep,
      Tensor output,
      int pixel,
      int pixels,
      int channel,
      int count);

  /** Returns the bytes of tables that this object holds. */
  long heldBytes();
}
