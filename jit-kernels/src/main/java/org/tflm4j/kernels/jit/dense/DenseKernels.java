/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.dense;

import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.kernels.jit.support.KernelTable;

/** Registers the kernels of fully connected layers. */
public final class DenseKernels {
  private DenseKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(FullyConnected.class, JitFullyConnected::create);
  }
}
