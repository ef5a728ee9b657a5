/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.vector.arithmetic.ArithmeticKernels;
import org.tflm4j.kernels.vector.convolution.ConvolutionKernels;
import org.tflm4j.kernels.vector.dense.DenseKernels;
import org.tflm4j.kernels.vector.elementwise.ElementwiseKernels;
import org.tflm4j.kernels.vector.layout.LayoutKernels;
import org.tflm4j.kernels.vector.recurrent.RecurrentKernels;
import org.tflm4j.kernels.vector.reduction.ReductionKernels;
import org.tflm4j.kernels.vector.support.KernelTable;

/** Chooses the kernel for an operator. Loads only where the Vector API is there. */
final class VectorKernels {
  private static final KernelTable TABLE = new KernelTable();

  static {
    ConvolutionKernels.register(TABLE);
    DenseKernels.register(TABLE);
    ElementwiseKernels.register(TABLE);
    ArithmeticKernels.register(TABLE);
    ReductionKernels.register(TABLE);
    LayoutKernels.register(TABLE);
    RecurrentKernels.register(TABLE);
  }

  private VectorKernels() {}

  static KernelAnswer answer(KernelRequest request) {
    return TABLE.answer(request);
  }
}
