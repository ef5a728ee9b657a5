/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit;


import org.tflm4j.api.spi.Availability;
import org.tflm4j.api.spi.KernelAnswer;
import org.tflm4j.api.spi.KernelProvider;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.TargetSelection;

/**
 * Kernels as machine code, assembled when a model is prepared, for the processor at hand: before
 * the other providers, priority 200. What it does not take goes to them.
 */
public final class JitKernelProvider implements KernelProvider {
  /** Creates the provider; for {@link java.util.ServiceLoader}. */
  public JitKernelProvider() {}

  @Override
  public String name() {
    return "jit";
  }

  @Override
  public int priority() {
    return 200;
  }

  @Override
  public Availability availability() {
    Availability environment =
        environment(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            JitKernelProvider.class.getModule());
    return environment.available() ? TargetSelection.instance().availability() : environment;
  }

  /** Returns whether native code could run, without running any. */
  static Availability environment(String system, String processor, Module module) {
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      return Availability.unavailable(
          "machine code is made for Linux on x86-64 only, and this is "
              + system
              + " on "
              + processor,
          "leave tflm4j-jit-kernels out, other providers run");
    }
    if (!module.isNativeAccessEnabled()) {
      String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
      return Availability.unavailable(
          "native access is not enabled for "
              + (module.isNamed() ? "the module " + name : "the class path"),
          "start the JVM with --enable-native-access=" + name);
    }
    return Availability.AVAILABLE;
  }

  @Override
  public KernelAnswer kernelFor(KernelRequest request) {
    return JitKernels.answer(request);
  }
}
