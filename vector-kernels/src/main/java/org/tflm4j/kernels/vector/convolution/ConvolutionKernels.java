/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.kernels.vector.support.KernelTable;

/** Registers the kernels of convolution and pooling. */
public final class ConvolutionKernels {
  private ConvolutionKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Conv2D.class, VectorConv2D::answer);
    table.add(DepthwiseConv2D.class, VectorDepthwiseConv2D::answer);
    table.add(TransposeConv.class, VectorTransposeConv::answer);
    table.add(Pool2D.class, VectorPool2D::answer);
  }
}
