/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

import java.util.function.IntBinaryOperator;
import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.quantization.FixedPoint;

/**
 * An element of MUL, INT8 or INT16. Mirrors {@code kernels/internal/reference/integer_ops/mul.h}.
 */
final class QuantizedProduct implements IntBinaryOperator {
  private final int input1ZeroPoint;
  private final int input2ZeroPoint;
  private final int outputZeroPoint;
  private final int outputMultiplier;
  private final int outputShift;
  private final int activationMin;
  private final int activationMax;

  QuantizedProduct(Arithmetic.Product numerics) {
    OutputScaling output = numerics.output();
    this.input1ZeroPoint = numerics.input1ZeroPoint();
    this.input2ZeroPoint = numerics.input2ZeroPoint();
    this.outputZeroPoint = output.zeroPoint();
    this.outputMultiplier = output.multiplier().multiplier();
    this.outputShift = output.multiplier().shift();
    this.activationMin = output.activation().min();
    this.activationMax = output.activation().max();
  }

  @Override
  public int applyAsInt(int a, int b) {
    // At most 255^2 for INT8, 2^30 for INT16 (whose zero points are 0). A
    // multiplier above 1 shifts it to the left, where it wraps, as TFLM's does.
    int product = (a - input1ZeroPoint) * (b - input2ZeroPoint);
    int result = FixedPoint.multiply(product, outputMultiplier, outputShift) + outputZeroPoint;
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
