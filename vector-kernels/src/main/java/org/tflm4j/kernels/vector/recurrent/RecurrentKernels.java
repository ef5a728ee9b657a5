/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;
import org.tflm4j.kernels.vector.support.KernelTable;

/** Registers the kernels of recurrent networks. */
public final class RecurrentKernels {
  private RecurrentKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Svdf.class, VectorSvdf::answer);
    table.add(UnidirectionalSequenceLstm.class, VectorLstm::answer);
  }
}
