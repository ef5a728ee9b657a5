/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * L2_NORMALIZATION: divides every row, along the last dimension, by its Euclidean length (at least
 * 1e-6 for FLOAT32). Mirrors {@code micro/kernels/l2norm.cc}.
 *
 * <p>Tensors: input and output [outerSize, depth] after flattening, all FLOAT32 or all INT8. An
 * INT8 output is in steps of 1/128 from zero point 0, whatever its quantization says.
 *
 * @param outerSize the number of rows
 * @param depth the length of a row
 * @param inputOffset INT8: the input's zero point, subtracted from every input
 */
public record L2Normalization(int outerSize, int depth, int inputOffset) implements Op {
  @Override
  public String name() {
    return "L2_NORMALIZATION";
  }
}
