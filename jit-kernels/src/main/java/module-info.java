/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Kernels as machine code, assembled when a model is prepared. Exports nothing; found by {@link
 * java.util.ServiceLoader}. Calls native code: wants {@code
 * --enable-native-access=org.tflm4j.kernels.jit}.
 */
module org.tflm4j.kernels.jit {
  requires org.tflm4j.api;

  provides org.tflm4j.api.spi.KernelProvider with
      org.tflm4j.kernels.jit.JitKernelProvider;
}
