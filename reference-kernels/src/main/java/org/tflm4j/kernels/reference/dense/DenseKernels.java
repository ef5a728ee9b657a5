/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.dense;

import org.tflm4j.api.op.BatchMatMul;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.kernels.reference.support.KernelTable;

/** Registers the kernels of matrix multiplication. */
public final class DenseKernels {
  private DenseKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(FullyConnected.class, ReferenceFullyConnected::create);
    table.add(BatchMatMul.class, ReferenceBatchMatMul::new);
  }
}
