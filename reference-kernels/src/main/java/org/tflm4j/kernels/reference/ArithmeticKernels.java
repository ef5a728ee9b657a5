/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

/**
 * Registers the kernels of operators on two tensors with broadcasting: arithmetic, comparisons,
 * logic, selection.
 */
final class ArithmeticKernels {
  private ArithmeticKernels() {}

  static void register(KernelTable table) {}
}
