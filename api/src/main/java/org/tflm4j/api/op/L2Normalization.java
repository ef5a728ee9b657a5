/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * L2_NORMALIZATION: divides every row, along the last dimension, by its Euclidean length. Mirrors
 * {@code micro/kernels/l2norm.cc}.
 *
 * <p>Tensors: input and output [outerSize, depth] after flattening, all FLOAT32 or all INT8.
 *
 * @param outerSize the number of rows
 * @param depth the length of a row
 */
public record L2Normalization(int outerSize, int depth, Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. A length counts as at least 1e-6. */
  public record Real() implements Numerics {}

  /**
   * INT8. The output is in steps of 1/128 from zero point 0, whatever its quantization says.
   *
   * @param inputZeroPoint subtracted from every input
   */
  public record Quantized(int inputZeroPoint) implements Numerics {}

  @Override
  public String name() {
    return "L2_NORMALIZATION";
  }
}
