/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.interpreter.KernelProviders;

/** Wraps the kernels of a provider, to observe or to replace what they do. */
record WrappingProvider(KernelProvider provider, UnaryOperator<Kernel> wrapper)
    implements KernelProvider {
  /** Returns the named provider and those behind it, all wrapped. */
  static List<KernelProvider> chain(String name, UnaryOperator<Kernel> wrapper) {
    List<KernelProvider> chain = new ArrayList<>();
    for (KernelProvider provider : KernelProviders.load().named(name)) {
      chain.add(new WrappingProvider(provider, wrapper));
    }
    return chain;
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public int priority() {
    return provider.priority();
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    KernelAnswer answer = provider.kernelFor(request);
    return answer instanceof KernelAnswer.Accepted accepted
        ? accepted.with(wrapper.apply(accepted.kernel()))
        : answer;
  }

  /** Runs around a kernel, or instead of it. */
  @FunctionalInterface
  interface Run {
    /** Runs the kernel or something else. */
    void run(Kernel kernel, KernelContext context);
  }

  /** A kernel that requests the memory of another and leaves its work to {@code run}. */
  record Wrapped(Kernel kernel, Run run) implements Kernel {
    @Override
    public void eval(KernelContext context) {
      run.run(kernel, context);
    }

    @Override
    public KernelMemory memory() {
      return kernel.memory();
    }

    @Override
    public void initialize(KernelContext context) {
      kernel.initialize(context);
    }
  }
}
