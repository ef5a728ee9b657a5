/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Kernels for the hot operators on the Vector API. Exports nothing; found by {@link
 * java.util.ServiceLoader}, which on the module path also resolves the incubator module, with no
 * flag.
 */
module org.tflm4j.kernels.vector {
  requires org.tflm4j.api;
  requires jdk.incubator.vector;
  requires jdk.management; // options of the JVM: whether it compiles vectors

  provides org.tflm4j.api.spi.KernelProvider with
      org.tflm4j.kernels.vector.VectorKernelProvider;
}
