/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

/** Registers the kernels of the signal library, custom operators for audio. */
final class SignalKernels {
  private SignalKernels() {}

  static void register(KernelTable table) {}
}
