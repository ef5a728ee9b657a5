/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.op.BatchMatMul;
import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.TransposeConv;

/** Registers the kernels of convolution, pooling and matrix multiplication. */
final class ConvolutionKernels {
  private ConvolutionKernels() {}

  static void register(KernelTable table) {
    table.add(FullyConnected.class, ReferenceFullyConnected::create);
    table.add(Conv2D.class, ReferenceConv2D::create);
    table.add(DepthwiseConv2D.class, ReferenceDepthwiseConv2D::new);
    table.add(TransposeConv.class, ReferenceTransposeConv::new);
    table.add(BatchMatMul.class, ReferenceBatchMatMul::new);
    table.add(Pool2D.class, ReferencePool2D::new);
  }
}
