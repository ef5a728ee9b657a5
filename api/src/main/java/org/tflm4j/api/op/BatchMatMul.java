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
 */
public record BatchMatMul(
    int rows,
    int accumDepth,
    int columns,
    boolean lhsTransposed,
    boolean rhsTransposed,
    Numerics numerics)
    implements Op {
  /** Index of the left side among the inputs. */
  public static final int LHS = 0;

  /** Index of the right side among the inputs. */
  public static final int RHS = 1;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  /** The arithmetic. */
  public sealed interface Numerics {}

  /** All tensors are FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * All tensors are INT8 or INT16: {@code output = range(requantize(sum((lhs - lhsZeroPoint) * (rhs
   * - rhsZeroPoint))) + outputZeroPoint)}.
   *
   * @param lhsZeroPoint subtracted from every element of the left side; 0 for INT16
   * @param rhsZeroPoint subtracted from every element of the right side; 0 for INT16
   * @param outputZeroPoint added to every requantized sum; 0 for INT16
   * @param multiplier requantization: scale of the left side times scale of the right side over
   *     scale of the output
   * @param accumulator64 true for INT16: sums are 64 bits wide and requantized with the multiplier
   *     reduced to 16 bits; otherwise they have 32 bits and wrap
   * @param range the range of the output's type
   */
  public record Quantized(
      int lhsZeroPoint,
      int rhsZeroPoint,
      int outputZeroPoint,
      QuantizedMultiplier multiplier,
      boolean accumulator64,
      IntegerRange range)
      implements Numerics {}

  @Override
  public String name() {
    return "BATCH_MATMUL";
  }
}
