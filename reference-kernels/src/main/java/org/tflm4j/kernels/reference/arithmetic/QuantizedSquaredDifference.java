/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.op.Arithmetic;

/**
 * An element of SQUARED_DIFFERENCE, INT8 or INT16. Mirrors {@code
 * micro/kernels/squared_difference.cc}.
 */
final class QuantizedSquaredDifference implements IntBinaryOperator {
  private final Arithmetic.CommonScale numerics;

  QuantizedSquaredDifference(Arithmetic.CommonScale numerics) {
    this.numerics = numerics;
  }

  @Override
  public int applyAsInt(int a, int b) {
    // 16 bits after the shift, at most half of that after scaling: the difference is below 2^15 in
    // magnitude for INT8 (2^15 for INT16) and its square at most 2^30.
    int difference = numerics.input1().apply(a) - numerics.input2().apply(b);
    return numerics.output().apply(difference * difference);
  }
}
