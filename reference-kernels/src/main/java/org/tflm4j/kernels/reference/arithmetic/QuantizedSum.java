/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.quantization.FixedPoint;

/**
 * An element of ADD or SUB, INT8 or INT16. Mirrors {@code
 * kernels/internal/reference/integer_ops/add.h}, {@code reference/add.h} and {@code
 * reference/sub.h}.
 */
final class QuantizedSum implements IntBinaryOperator {
  private final int input1Offset;
  private final int input2Offset;
  private final int outputOffset;
  private final int leftShift;
  private final int input1Multiplier;
  private final int input1Shift;
  private final int input2Multiplier;
  private final int input2Shift;
  private final int outputMultiplier;
  private final int outputShift;
  private final int activationMin;
  private final int activationMax;
  private final int sign;

  /**
   * Creates the operator.
   *
   * @param sign 1 for ADD, -1 for SUB
   */
  QuantizedSum(ArithmeticScaling scaling, Activation activation, int sign) {
    this.input1Offset = scaling.input1Offset();
    this.input2Offset = scaling.input2Offset();
    this.outputOffset = scaling.outputOffset();
    this.leftShift = scaling.leftShift();
    this.input1Multiplier = scaling.input1Multiplier().multiplier();
    this.input1Shift = scaling.input1Multiplier().shift();
    this.input2Multiplier = scaling.input2Multiplier().multiplier();
    this.input2Shift = scaling.input2Multiplier().shift();
    this.outputMultiplier = scaling.outputMultiplier().multiplier();
    this.outputShift = scaling.outputMultiplier().shift();
    this.activationMin = activation.quantizedMin();
    this.activationMax = activation.quantizedMax();
    this.sign = sign;
  }

  @Override
  public int applyAsInt(int a, int b) {
    // 9 bits << 20 for INT8 and 17 bits << 15 for INT16 fit an int; the multipliers of the inputs
    // are at most a half, so the sum fits as well.
    int scaled1 =
        FixedPoint.multiply((a + input1Offset) << leftShift, input1Multiplier, input1Shift);
    int scaled2 =
        FixedPoint.multiply((b + input2Offset) << leftShift, input2Multiplier, input2Shift);
    int sum = scaled1 + sign * scaled2;
    int result = FixedPoint.multiply(sum, outputMultiplier, outputShift) + outputOffset;
    return Math.min(Math.max(result, activationMin), activationMax);
  }

  /** The row of INT8 where both inputs advance: residual networks spend time here. */
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
