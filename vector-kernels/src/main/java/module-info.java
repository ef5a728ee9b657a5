/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Vector API kernels. Exports nothing. */
module org.tflm4j.kernels.vector {
  requires org.tflm4j.api;
  requires jdk.incubator.vector;
}
