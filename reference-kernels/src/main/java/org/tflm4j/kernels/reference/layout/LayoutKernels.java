/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.op.Concatenation;
import org.tflm4j.api.op.DynamicUpdateSlice;
import org.tflm4j.api.op.Fill;
import org.tflm4j.api.op.MirrorPad;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.op.Reshape;
import org.tflm4j.api.op.ReverseV2;
import org.tflm4j.api.op.ShapeOf;
import org.tflm4j.api.op.Slice;
import org.tflm4j.api.op.SpaceBatch;
import org.tflm4j.api.op.Split;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.kernels.reference.support.KernelTable;

/** Registers the kernels of operators that move elements without computing. */
public final class LayoutKernels {
  private LayoutKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Reshape.class, ReferenceReshape::create);
    table.add(StridedCopy.class, ReferenceStridedCopy::create);
    table.add(Concatenation.class, ReferenceConcatenation::create);
    table.add(Split.class, ReferenceConcatenation::create);
    table.add(Pad.class, ReferencePad::create);
    table.add(SpaceBatch.class, ReferenceSpaceBatch::create);
    table.add(Slice.class, ReferenceSlice::create);
    table.add(ShapeOf.class, ReferenceShapeOf::create);
    table.add(ReverseV2.class, ReferenceReverseV2::create);
    table.add(MirrorPad.class, ReferenceMirrorPad::create);
    table.add(Fill.class, ReferenceFill::create);
    table.add(DynamicUpdateSlice.class, ReferenceDynamicUpdateSlice::create);
  }
}
