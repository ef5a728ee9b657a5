/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import java.util.EnumSet;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.kernels.jit.code.Tier;
import org.tflm4j.kernels.jit.support.KernelTable;

/** Registers the kernels of operators that keep a state. */
public final class RecurrentKernels {
  private RecurrentKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Svdf.class, JitSvdf::create);
    table.add(
        UnidirectionalSequenceLstm.class,
        EnumSet.of(Tier.AVX512_VNNI),
        JitUnidirectionalSequenceLstm::create);
  }
}
