/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;

/**
 * The kernels on the Vector API. This class mentions no type of the incubator module, so that it
 * loads without it and can say what is missing; {@link VectorKernels} is loaded with the first
 * request.
 */
public final class VectorKernelProvider implements KernelProvider {
  private static final String MODULE = "jdk.incubator.vector";

  /** Creates the provider; for {@link java.util.ServiceLoader}. */
  public VectorKernelProvider() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public Availability availability() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? VectorCompilation.AVAILABILITY
        : Availability.unavailable(
            "this JVM runs without the module " + MODULE,
            "start it with --add-modules "
                + MODULE
                + ", or put tflm4j-vector-kernels on the module path");
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    return VectorKernels.answer(request);
  }
}
