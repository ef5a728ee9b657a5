/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.BinaryFunction;

/**
 * Registers the kernels of operators on two tensors with broadcasting: arithmetic, comparisons,
 * logic, selection.
 */
final class ArithmeticKernels {
  private ArithmeticKernels() {}

  static void register(KernelTable table) {
    table.add(Arithmetic.class, ReferenceArithmetic::create);
    table.add(BinaryFunction.class, ReferenceBinaryFunction::create);
  }
}
