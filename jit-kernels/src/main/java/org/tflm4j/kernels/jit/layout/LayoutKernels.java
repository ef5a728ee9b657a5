/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import org.tflm4j.api.op.Concatenation;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.op.Reshape;
import org.tflm4j.api.op.Slice;
import org.tflm4j.api.op.Split;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.kernels.jit.support.KernelTable;

/** Registers the kernels of operators that only move elements. */
public final class LayoutKernels {
  private LayoutKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Concatenation.class, JitConcatenation::create);
    table.add(Pad.class, JitPad::create);
    table.add(Reshape.class, JitReshape::create);
    table.add(Slice.class, JitSlice::create);
    table.add(Split.class, JitSplit::create);
    table.add(StridedCopy.class, JitStridedCopy::create);
  }
}
