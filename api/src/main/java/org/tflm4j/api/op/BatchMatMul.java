/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * BATCH_MATMUL: {@code output[b, row, column] = sum_k lhs[b, row, k] * rhs[b, k, column]}. Mirrors
 * {@code micro/kernels/batch_matmul.cc}.
 *
 * <p>Tensors: left side [batches..., rows, accumDepth], or [batches..., accumDepth, rows] where it
 * is transposed; right side [batches..., accumDepth, columns], or [batches..., columns, accumDepth]
 * where it is transposed; output [batches..., rows, columns]. Up to three batch dimensions, in
 * which the two sides broadcast: aligned at the innermost one, a size of 1 or none at all repeats.
 *
 * <p>Types: all INT8; all INT16, with zero points of 0 and 64-bit sums, requantized with the
 * reduced multiplier; all FLOAT32.
 *
 * @param lhsTransposed the matrices of the left side lie transposed ({@code adj_x})
 * @param rhsTransposed the matrices of the right side lie transposed ({@code adj_y})
 * @param lhsOffset minus the zero point of the left side, added to each of its elements
 * @param rhsOffset minus the zero point of the right side, added to each of its elements
 * @param outputOffset the output's zero point
 * @param multiplier requantization; {@link QuantizedMultiplier#ZERO} for FLOAT32
 * @param activation the range of the output's type
 */
public record BatchMatMul(
    int rows,
    int accumDepth,
    int columns,
    boolean lhsTransposed,
    boolean rhsTransposed,
    int lhsOffset,
    int rhsOffset,
    int outputOffset,
    QuantizedMultiplier multiplier,
    Activation activation)
    implements Op {
  @Override
  public String name() {
    return "BATCH_MATMUL";
  }
}
