/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.support;

import org.tflm4j.api.op.ArithmeticScaling;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** The multipliers of quantized operators on two tensors. */
public final class ArithmeticScalings {
  private ArithmeticScalings() {}

  /**
   * Returns the scale of a tensor, which must be quantized with a zero point that its type can hold
   * (kernels rely on that for their accumulators).
   */
  public static float scale(PrepareContext context, TensorSpec tensor) {
    float scale = context.requireQuantized(tensor).scale();
    int zeroPoint = tensor.quantization().zeroPoint();
    int limit = tensor.type() == TensorType.INT16 ? 1 << 15 : 1 << 7;
    context.require(
        zeroPoint >= -limit && zeroPoint < limit,
        tensor
            + " has the zero point "
            + zeroPoint
            + ", needs one from "
            + -limit
            + " to "
            + (limit - 1));
    return scale;
  }

  /**
   * Returns a multiplier that may only shift to the right. Mirrors {@code
   * QuantizeMultiplierSmallerThanOneExp}, which ends the process where it is not so.
   */
  static QuantizedMultiplier belowOne(PrepareContext context, double real, String meaning) {
    QuantizedMultiplier multiplier = context.multiplier(real);
    context.require(
        real > 0 && real < 1 && multiplier.shift() <= 0,
        meaning + " is " + real + ", needs to be above 0 and below 1");
    return multiplier;
  }

  /** Returns the scaling of ADD, in double precision. */
  public static ArithmeticScaling sum(
      PrepareContext context, TensorSpec input1, TensorSpec input2, TensorSpec output) {
    float scale1 = scale(context, input1);
    float scale2 = scale(context, input2);
    double common = 2 * (double) Math.max(scale1, scale2);
    int leftShift = sumLeftShift(output);
    return of(
        context,
        input1,
        input2,
        output,
        leftShift,
        scale1 / common,
        scale2 / common,
        common / ((1 << leftShift) * (double) scale(context, output)));
  }

  /** Returns the scaling of SUB: that of ADD, but in single precision. */
  public static ArithmeticScaling difference(
      PrepareContext context, TensorSpec input1, TensorSpec input2, TensorSpec output) {
    float scale1 = scale(context, input1);
    float scale2 = scale(context, input2);
    float common = 2 * Math.max(scale1, scale2);
    int leftShift = sumLeftShift(output);
    return of(
        context,
        input1,
        input2,
        output,
        leftShift,
        scale1 / common,
        scale2 / common,
        common / ((1 << leftShift) * scale(context, output)));
  }

  /**
   * An operand has 9 bits for INT8 and 17 for INT16; shifted, it fits 30 and 32, and scaled by at
   * most a half, the sum of two fits 32.
   */
  private static int sumLeftShift(TensorSpec output) {
    return output.type() == TensorType.INT16 ? 15 : 20;
  }

  private static ArithmeticScaling of(
      PrepareContext context,
      TensorSpec input1,
      TensorSpec input2,
      TensorSpec output,
      int leftShift,
      double real1,
      double real2,
      double realOutput) {
    return new ArithmeticScaling(
        -input1.quantization().zeroPoint(),
        -input2.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        leftShift,
        belowOne(context, real1, "the scale of " + input1 + " relative to both inputs"),
        belowOne(context, real2, "the scale of " + input2 + " relative to both inputs"),
        belowOne(context, realOutput, "the scale of the inputs relative to " + output));
  }

  /** Returns the scaling of SQUARED_DIFFERENCE; only its output multiplier may be above 1. */
  public static ArithmeticScaling squaredDifference(
      PrepareContext context, TensorSpec input1, TensorSpec input2, TensorSpec output) {
    float scale1 = scale(context, input1);
    float scale2 = scale(context, input2);
    double common = 2 * (double) Math.max(scale1, scale2);
    int leftShift = output.type() == TensorType.INT16 ? 0 : 7;
    float shiftedOutputScale = (1 << (2 * leftShift)) * scale(context, output);
    return new ArithmeticScaling(
        -input1.quantization().zeroPoint(),
        -input2.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        leftShift,
        belowOne(context, scale1 / common, "the scale of " + input1 + " relative to both inputs"),
        belowOne(context, scale2 / common, "the scale of " + input2 + " relative to both inputs"),
        context.multiplier(common * common / shiftedOutputScale));
  }

  /** Returns the scaling of the inputs of comparisons: by their scales, which must be below 1. */
  public static ArithmeticScaling comparison(
      PrepareContext context, TensorSpec input1, TensorSpec input2) {
    return new ArithmeticScaling(
        -input1.quantization().zeroPoint(),
        -input2.quantization().zeroPoint(),
        0,
        input1.type() == TensorType.INT16 ? 15 : 8,
        belowOne(context, scale(context, input1), "the scale of " + input1),
        belowOne(context, scale(context, input2), "the scale of " + input2),
        QuantizedMultiplier.ZERO);
  }

  /** Returns the scaling of MUL, in double precision. */
  public static ArithmeticScaling product(
      PrepareContext context, TensorSpec input1, TensorSpec input2, TensorSpec output) {
    return products(
        context,
        input1,
        input2,
        output,
        (double) scale(context, input1) * scale(context, input2) / scale(context, output));
  }

  /** Returns the scaling of DIV, in single precision. */
  public static ArithmeticScaling quotient(
      PrepareContext context, TensorSpec input1, TensorSpec input2, TensorSpec output) {
    return products(
        context,
        input1,
        input2,
        output,
        scale(context, input1) / (scale(context, input2) * scale(context, output)));
  }

  private static ArithmeticScaling products(
      PrepareContext context,
      TensorSpec input1,
      TensorSpec input2,
      TensorSpec output,
      double real) {
    return ArithmeticScaling.products(
        -input1.quantization().zeroPoint(),
        -input2.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        context.multiplier(real));
  }
}
