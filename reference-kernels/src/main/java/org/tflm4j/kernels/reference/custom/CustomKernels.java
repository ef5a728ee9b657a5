/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.custom;

import org.tflm4j.api.op.CircularBuffer;
import org.tflm4j.api.op.Decode;
import org.tflm4j.api.op.DetectionPostProcess;
import org.tflm4j.kernels.reference.support.KernelTable;

/** Registers the kernels of custom operators outside the signal library. */
public final class CustomKernels {
  private CustomKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(CircularBuffer.class, (op, request) -> new ReferenceCircularBuffer(op));
    table.add(DetectionPostProcess.class, (op, request) -> new ReferenceDetectionPostProcess(op));
    table.add(Decode.class, ReferenceDecode::new);
  }
}
