/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.op.FullyConnected;

/** Registers the kernels of convolution, pooling and matrix multiplication. */
final class ConvolutionKernels {
  private ConvolutionKernels() {}

  static void register(KernelTable table) {
    table.add(FullyConnected.class, ReferenceFullyConnected::create);
  }
}
