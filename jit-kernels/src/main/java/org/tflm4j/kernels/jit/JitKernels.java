/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;

import java.util.List;
import java.util.function.Consumer;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.arithmetic.ArithmeticKernels;
import org.tflm4j.kernels.jit.code.TargetSelection;
import org.tflm4j.kernels.jit.convolution.ConvolutionKernels;
import org.tflm4j.kernels.jit.dense.DenseKernels;
import org.tflm4j.kernels.jit.elementwise.ElementwiseKernels;
import org.tflm4j.kernels.jit.layout.LayoutKernels;
import org.tflm4j.kernels.jit.recurrent.RecurrentKernels;
import org.tflm4j.kernels.jit.reduction.ReductionKernels;
import org.tflm4j.kernels.jit.support.KernelTable;

/** The kernels of all families. Loaded with the first request, after the provider is available. */
final class JitKernels {
  /** The registrar of each family of operators. */
  private static final List<Consumer<KernelTable>> FAMILIES =
      List.of(
          ArithmeticKernels::register,
          ConvolutionKernels::register,
          DenseKernels::register,
          ElementwiseKernels::register,
          LayoutKernels::register,
          RecurrentKernels::register,
          ReductionKernels::register);

  private static final KernelTable TABLE = new KernelTable();

  static {
    FAMILIES.forEach(family -> family.accept(TABLE));
  }

  private JitKernels() {}

  static KernelAnswer answer(KernelRequest request) {
    return TABLE.answer(request, TargetSelection.instance().target());
  }
}
