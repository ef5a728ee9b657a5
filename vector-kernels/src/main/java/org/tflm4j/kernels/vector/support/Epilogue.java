/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import org.tflm4j.api.tensor.Tensor;

/**
 * Turns the sums of a convolution into outputs: bias, requantization, activation, and the store.
 */
public interface Epilogue {
  /**
   * Returns true if sums arrive as ints, as the bits of floats and without bias; otherwise they
   * arrive as floats that began with {@link #initialSums}.
   */
  boolean takesInts();

  /** Returns what the float sum of each channel begins with. */
  float[] initialSums();

  /**
   * Writes the outputs of some channels of consecutive pixels.
   *
   * @param workspace holds the sums, which may be overwritten
   * @param sums where they lie
   * @param pixel the first output pixel, counted over all images
   * @param pixels how many pixels
   */
  void write(float[] workspace, ChannelSums sums, Tensor output, int pixel, int pixels);

  /** Returns the bytes of tables that this object holds. */
  long heldBytes();
}
