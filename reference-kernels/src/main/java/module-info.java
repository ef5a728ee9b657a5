/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Scalar kernels that mirror TFLM's reference kernels. Exports nothing; found by {@link
 * java.util.ServiceLoader}.
 */
module org.tflm4j.kernels.reference {
  requires org.tflm4j.api;

  provides org.tflm4j.api.spi.KernelProvider with
      org.tflm4j.kernels.reference.ReferenceKernelProvider;
}
