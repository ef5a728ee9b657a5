/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.reference.arithmetic.ArithmeticKernels;
import org.tflm4j.kernels.reference.convolution.ConvolutionKernels;
import org.tflm4j.kernels.reference.custom.CustomKernels;
import org.tflm4j.kernels.reference.dense.DenseKernels;
import org.tflm4j.kernels.reference.elementwise.ElementwiseKernels;
import org.tflm4j.kernels.reference.gather.GatherKernels;
import org.tflm4j.kernels.reference.layout.LayoutKernels;
import org.tflm4j.kernels.reference.recurrent.RecurrentKernels;
import org.tflm4j.kernels.reference.reduction.ReductionKernels;
import org.tflm4j.kernels.reference.signal.SignalKernels;
import org.tflm4j.kernels.reference.support.KernelTable;

/** The scalar kernels, behind all other providers: priority 0. */
public final class ReferenceKernelProvider implements KernelProvider {
  private final KernelTable kernels = new KernelTable();

  /** Creates the provider; for {@link java.util.ServiceLoader}. */
  public ReferenceKernelProvider() {
    ConvolutionKernels.register(kernels);
    DenseKernels.register(kernels);
    ElementwiseKernels.register(kernels);
    ArithmeticKernels.register(kernels);
    ReductionKernels.register(kernels);
    GatherKernels.register(kernels);
    LayoutKernels.register(kernels);
    RecurrentKernels.register(kernels);
    SignalKernels.register(kernels);
    CustomKernels.register(kernels);
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    Kernel kernel = kernels.create(request);
    return kernel == null
        ? KernelAnswer.declined(
            "there is no reference kernel for " + request.op().name() + " with these types")
        : KernelAnswer.of(kernel);
  }
}
