/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.quantization.FixedPoint;

/**
 * An element of MUL, INT8 or INT16. Mirrors {@code kernels/internal/reference/integer_ops/mul.h}.
 */
final class QuantizedProduct implements IntBinaryOperator {
  private final int input1Offset;
  private final int input2Offset;
  private final int outputOffset;
  private final int outputMultiplier;
  private final int outputShift;
  private final int activationMin;
  private final int activationMax;

  QuantizedProduct(ArithmeticScaling scaling, Activation activation) {
    this.input1Offset = scaling.input1Offset();
    this.input2Offset = scaling.input2Offset();
    this.outputOffset = scaling.outputOffset();
    this.outputMultiplier = scaling.outputMultiplier().multiplier();
    this.outputShift = scaling.outputMultiplier().shift();
    this.activationMin = activation.quantizedMin();
    this.activationMax = activation.quantizedMax();
  }

  @Override
  public int applyAsInt(int a, int b) {
    // At most 255^2 for INT8, 2^30 for INT16 (whose zero points are 0). Shifted to the left by a
    // multiplier above 1 it wraps, as TFLM's does.
    int product = (a + input1Offset) * (b + input2Offset);
    int result = FixedPoint.multiply(product, outputMultiplier, outputShift) + outputOffset;
    return Math.min(Math.max(result, activationMin), activationMax);
  }

  /** The row of INT8 where both inputs advance. */
  void denseInt8(
      byte[] input1,
      int input1At,
      byte[] input2,
      int input2At,
      byte[] output,
      int outputAt,
      int count) {
    for (int i = 0; i < count; i++) {
      output[outputAt + i] = (byte) applyAsInt(input1[input1At + i], input2[input2At + i]);
    }
  }
}
