/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.ArithmeticScaling;

/**
 * An element of SQUARED_DIFFERENCE, INT8 or INT16. Mirrors {@code
 * micro/kernels/squared_difference.cc}.
 */
final class QuantizedSquaredDifference implements IntBinaryOperator {
  private final ArithmeticScaling scaling;
  private final Activation activation;

  QuantizedSquaredDifference(ArithmeticScaling scaling, Activation activation) {
    this.scaling = scaling;
    this.activation = activation;
  }

  @Override
  public int applyAsInt(int a, int b) {
    // 16 bits after the shift, at most half of that after scaling: the difference is below 2^15 in
    // magnitude for INT8 (2^15 for INT16) and its square at most 2^30.
    int scaled1 =
        scaling.input1Multiplier().apply((a + scaling.input1Offset()) << scaling.leftShift());
    int scaled2 =
        scaling.input2Multiplier().apply((b + scaling.input2Offset()) << scaling.leftShift());
    int difference = scaled1 - scaled2;
    int result = scaling.outputMultiplier().apply(difference * difference);
    return activation.clamp(result + scaling.outputOffset());
  }
}
