/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import org.tflm4j.api.op.AddN;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.BinaryFunction;
import org.tflm4j.api.op.BroadcastArgs;
import org.tflm4j.api.op.BroadcastTo;
import org.tflm4j.api.op.Comparison;
import org.tflm4j.api.op.Prelu;
import org.tflm4j.api.op.SelectV2;
import org.tflm4j.kernels.reference.support.KernelTable;

/**
 * Registers the kernels of operators on two tensors with broadcasting: arithmetic, comparisons,
 * logic, selection.
 */
public final class ArithmeticKernels {
  private ArithmeticKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Arithmetic.class, ReferenceArithmetic::create);
    table.add(BinaryFunction.class, ReferenceBinaryFunction::create);
    table.add(Comparison.class, ReferenceComparison::create);
    table.add(AddN.class, ReferenceAddN::create);
    table.add(Prelu.class, ReferencePrelu::create);
    table.add(SelectV2.class, ReferenceSelectV2::create);
    table.add(BroadcastTo.class, ReferenceBroadcastTo::create);
    table.add(BroadcastArgs.class, ReferenceBroadcastArgs::create);
  }
}
