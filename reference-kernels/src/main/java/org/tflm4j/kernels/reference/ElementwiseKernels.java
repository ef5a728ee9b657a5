/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

/**
 * Registers the kernels of operators on single elements, activation functions, and conversions of
 * type.
 */
final class ElementwiseKernels {
  private ElementwiseKernels() {}

  static void register(KernelTable table) {}
}
