/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.UnidirectionalSequenceLstm;

/** Registers the kernels of recurrent networks. */
final class RecurrentKernels {
  private RecurrentKernels() {}

  static void register(KernelTable table) {
    table.add(Svdf.class, ReferenceSvdf::create);
    table.add(UnidirectionalSequenceLstm.class, ReferenceLstm::create);
  }
}
