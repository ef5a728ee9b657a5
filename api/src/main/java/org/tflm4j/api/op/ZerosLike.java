/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * ZEROS_LIKE: sets every element to 0 (the integer, not the zero point). Mirrors {@code
 * micro/kernels/zeros_like.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, INT8, INT32 or INT64, with the same number of
 * elements; the input's are not read.
 */
public record ZerosLike() implements UnaryOp {
  @Override
  public String name() {
    return "ZEROS_LIKE";
  }
}
