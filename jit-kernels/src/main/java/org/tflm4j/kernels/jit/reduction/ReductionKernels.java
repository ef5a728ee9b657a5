/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import java.util.EnumSet;
import org.tflm4j.api.op.Reduction;
import org.tflm4j.kernels.jit.code.Tier;
import org.tflm4j.kernels.jit.support.KernelTable;

/** Registers the kernels of reductions. */
public final class ReductionKernels {
  private ReductionKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Reduction.class, EnumSet.of(Tier.AVX512_VNNI), JitReduction::create);
  }
}
