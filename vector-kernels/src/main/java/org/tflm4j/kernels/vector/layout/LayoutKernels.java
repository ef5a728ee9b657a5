/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.layout;

import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.kernels.vector.support.KernelTable;

/** Registers the kernels of operators that move elements. */
public final class LayoutKernels {
  private LayoutKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(StridedCopy.class, VectorInterleave::answer);
  }
}
