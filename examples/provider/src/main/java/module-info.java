/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** A small kernel provider, to copy from. */
module org.tflm4j.examples.provider {
  requires org.tflm4j.api;

  provides org.tflm4j.api.spi.KernelProvider with
      org.tflm4j.examples.provider.FoldingProvider;
}
