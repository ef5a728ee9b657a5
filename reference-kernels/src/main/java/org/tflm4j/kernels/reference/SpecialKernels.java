/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

/** Registers the kernels of custom operators outside the signal library. */
final class SpecialKernels {
  private SpecialKernels() {}

  static void register(KernelTable table) {}
}
