/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/** Scalar kernels that mirror TFLM. Exports nothing. */
module org.tflm4j.kernels.reference {
  requires org.tflm4j.api;
}
