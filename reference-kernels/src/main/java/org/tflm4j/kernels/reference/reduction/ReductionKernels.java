/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.reduction;

import org.tflm4j.api.op.ArgMinMax;
import org.tflm4j.api.op.CumSum;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.kernels.reference.support.KernelTable;

/** Registers the kernels of reductions and scans. */
public final class ReductionKernels {
  private ReductionKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Reduction.class, ReferenceReduction::create);
    table.add(ArgMinMax.class, ReferenceArgMinMax::create);
    table.add(CumSum.class, ReferenceCumSum::create);
  }
}
