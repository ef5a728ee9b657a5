/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What a kernel author needs: tensors, fixed-point arithmetic, operator records, kernels and the
 * provider interface.
 */
module org.tflm4j.api {
  exports org.tflm4j.api.kernel;
  exports org.tflm4j.api.op;
  exports org.tflm4j.api.quantization;
  exports org.tflm4j.api.spi;
  exports org.tflm4j.api.tensor;
}
