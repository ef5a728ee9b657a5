/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

/** Computes one row of an operator on two tensors, see {@link BroadcastKernel}. */
@FunctionalInterface
interface BinaryRow {
  /**
   * Computes {@code count} output elements.
   *
   * @param input1At where the row begins in the first input, in bytes
   * @param input2At where the row begins in the second input, in bytes
   * @param outputAt where the row begins in the output, in bytes
   */
  void compute(
      byte[] input1,
      int input1At,
      byte[] input2,
      int input2At,
      byte[] output,
      int outputAt,
      int count);
}
