/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.quantization.FixedPoint;

/**
 * An element of ADD or SUB, INT8 or INT16. Mirrors {@code
 * kernels/internal/reference/integer_ops/add.h}, {@code reference/add.h} and {@code
 * reference/sub.h}.
 */
final class QuantizedSum implements IntBinaryOperator {
  private final int input1ZeroPoint;
  private final int input2ZeroPoint;
  private final int outputZeroPoint;
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
  QuantizedSum(Arithmetic.CommonScale numerics, int sign) {
    InputScaling input1 = numerics.input1();
    InputScaling input2 = numerics.input2();
    OutputScaling output = numerics.output();
    this.input1ZeroPoint = input1.zeroPoint();
    this.input2ZeroPoint = input2.zeroPoint();
    this.outputZeroPoint = output.zeroPoint();
    this.leftShift = input1.leftShift();
    this.input1Multiplier = input1.multiplier().multiplier();
    this.input1Shift = input1.multiplier().shift();
    this.input2Multiplier = input2.multiplier().multiplier();
    this.input2Shift = input2.multiplier().shift();
    this.outputMultiplier = output.multiplier().multiplier();
    this.outputShift = output.multiplier().shift();
    this.activationMin = output.activation().min();
    this.activationMax = output.activation().max();
    this.sign = sign;
  }

  @Override
  public int applyAsInt(int a, int b) {
    // 9 bits << 20 for INT8 and 17 bits << 15 for INT16 fit an int; the multipliers of the inputs
    // are at most a half, so the sum fits as well.
    int scaled1 =
        FixedPoint.multiply((a - input1ZeroPoint) << leftShift, input1Multiplier, input1Shift);
    int scaled2 =
        FixedPoint.multiply((b - input2ZeroPoint) << leftShift, input2Multiplier, input2Shift);
    int sum = scaled1 + sign * scaled2;
    int result = FixedPoint.multiply(sum, outputMultiplier, outputShift) + outputZeroPoint;
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
