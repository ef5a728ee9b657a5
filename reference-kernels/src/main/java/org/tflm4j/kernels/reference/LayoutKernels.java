/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

/** Registers the kernels of operators that move elements without computing. */
final class LayoutKernels {
  private LayoutKernels() {}

  static void register(KernelTable table) {}
}
