/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;

/** The scalar kernels, behind all other providers: priority 0. */
public final class ReferenceKernelProvider implements KernelProvider {
  private final KernelTable kernels = new KernelTable();

  /** Creates the provider; for {@link java.util.ServiceLoader}. */
  public ReferenceKernelProvider() {
    ConvolutionKernels.register(kernels);
    ArithmeticKernels.register(kernels);
    ElementwiseKernels.register(kernels);
    LayoutKernels.register(kernels);
    ReductionKernels.register(kernels);
    RecurrentKernels.register(kernels);
    SignalKernels.register(kernels);
    SpecialKernels.register(kernels);
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
