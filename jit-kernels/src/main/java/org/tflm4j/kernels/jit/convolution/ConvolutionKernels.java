/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import org.tflm4j.api.op.Conv2D;
import org.tflm4j.api.op.DepthwiseConv2D;
import org.tflm4j.api.op.Pad;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.TransposeConv;
import org.tflm4j.kernels.jit.support.KernelTable;

/** Registers the kernels of convolution and pooling. */
public final class ConvolutionKernels {
  private ConvolutionKernels() {}

  /** Registers them. */
  public static void register(KernelTable table) {
    table.add(Conv2D.class, JitConv2D::create);
    table.add(DepthwiseConv2D.class, JitDepthwiseConv2D::create);
    table.add(TransposeConv.class, JitTransposeConv::create);
    table.add(Pool2D.class, JitPool2D::create);
    table.addJoin(Pad.class, PaddedConvolution::join);
  }
}
