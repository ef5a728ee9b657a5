/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.arithmetic;

import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.kernels.vector.support.KernelTable;

/** Registers the kernels of arithmetic with broadcasting. */
public final class ArithmeticKernels {
  private ArithmeticKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Arithmetic.class, VectorArithmetic::answer);
  }
}
