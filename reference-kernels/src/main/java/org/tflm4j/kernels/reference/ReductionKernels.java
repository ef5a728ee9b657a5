/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.op.Reduction;

/** Registers the kernels of reductions, scans, look-ups and resizing. */
final class ReductionKernels {
  private ReductionKernels() {}

  static void register(KernelTable table) {
    table.add(Reduction.class, ReferenceReduction::create);
  }
}
