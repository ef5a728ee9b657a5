/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import org.tflm4j.api.op.Arithmetic;
import org.tflm4j.api.op.Comparison;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.OutputScaling;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ArithmeticScalings;

/**
 * Works out the multipliers of a quantized operator on two inputs, in the precision that TFLM works
 * them out in.
 */
final class QuantizedArithmetic {
  private final PrepareContext context;
  private final TensorSpec input1;
  private final TensorSpec input2;
  private final TensorSpec output;

  QuantizedArithmetic(PrepareContext context, BinaryTensors tensors) {
    this.context = context;
    this.input1 = tensors.input1();
    this.input2 = tensors.input2();
    this.output = tensors.output();
  }

  private float scale(TensorSpec tensor) {
    return ArithmeticScalings.scale(context, tensor);
  }

  /** Returns the numerics of ADD, in double precision. */
  Arithmetic.CommonScale sum(IntegerRange activation) {
    double common = 2 * (double) Math.max(scale(input1), scale(input2));
    int leftShift = sumLeftShift();
    double real = common / ((1 << leftShift) * (double) scale(output));
    return new Arithmetic.CommonScale(
        relative(input1, leftShift, scale(input1) / common),
        relative(input2, leftShift, scale(input2) / common),
        output(outputBelowOne(real), activation));
  }

  /** Returns the numerics of SUB: those of ADD, but in single precision. */
  Arithmetic.CommonScale difference(IntegerRange activation) {
    float common = 2 * Math.max(scale(input1), scale(input2));
    int leftShift = sumLeftShift();
    float real = common / ((1 << leftShift) * scale(output));
    return new Arithmetic.CommonScale(
        relative(input1, leftShift, scale(input1) / common),
        relative(input2, leftShift, scale(input2) / common),
        output(outputBelowOne(real), activation));
  }

  /** Returns the numerics of SQUARED_DIFFERENCE; only its output multiplier may be above 1. */
  Arithmetic.CommonScale squaredDifference(IntegerRange activation) {
    double common = 2 * (double) Math.max(scale(input1), scale(input2));
    int leftShift = output.type() == TensorType.INT16 ? 0 : 7;
    float shiftedOutputScale = (1 << (2 * leftShift)) * scale(output);
    return new Arithmetic.CommonScale(
        relative(input1, leftShift, scale(input1) / common),
        relative(input2, leftShift, scale(input2) / common),
        output(context.multiplier(common * common / shiftedOutputScale), activation));
  }

  /** Returns the numerics of MUL, in double precision. */
  Arithmetic.Product product(IntegerRange activation) {
    return product((double) scale(input1) * scale(input2) / scale(output), activation);
  }

  /** Returns the numerics of DIV, in single precision. */
  Arithmetic.Product quotient(IntegerRange activation) {
    return product(scale(input1) / (scale(input2) * scale(output)), activation);
  }

  private Arithmetic.Product product(double real, IntegerRange activation) {
    return new Arithmetic.Product(
        input1.quantization().zeroPoint(),
        input2.quantization().zeroPoint(),
        output(context.multiplier(real), activation));
  }

  /** Returns the numerics of comparisons: the inputs by their scales, which must be below 1. */
  Comparison.Quantized comparison() {
    int leftShift = input1.type() == TensorType.INT16 ? 15 : 8;
    return new Comparison.Quantized(
        input(input1, leftShift, scale(input1), "the scale of " + input1),
        input(input2, leftShift, scale(input2), "the scale of " + input2));
  }

  /**
   * An operand has 9 bits for INT8 and 17 for INT16. Shifted, it fits 30 and 32. Scaled by at most
   * a half, the sum of two fits 32.
   */
  private int sumLeftShift() {
    return output.type() == TensorType.INT16 ? 15 : 20;
  }

  private InputScaling relative(TensorSpec input, int leftShift, double real) {
    return input(input, leftShift, real, "the scale of " + input + " relative to both inputs");
  }

  private InputScaling input(TensorSpec input, int leftShift, double real, String meaning) {
    return new InputScaling(
        input.quantization().zeroPoint(), leftShift, belowOne(context, real, meaning));
  }

  private QuantizedMultiplier outputBelowOne(double real) {
    return belowOne(context, real, "the scale of the inputs relative to " + output);
  }

  private OutputScaling output(QuantizedMultiplier multiplier, IntegerRange activation) {
    return new OutputScaling(multiplier, output.quantization().zeroPoint(), activation);
  }

  /**
   * Returns a multiplier that may only shift to the right. Mirrors {@code
   * QuantizeMultiplierSmallerThanOneExp}, which ends the process where it is not so.
   */
  private static QuantizedMultiplier belowOne(PrepareContext context, double real, String meaning) {
    QuantizedMultiplier multiplier = context.multiplier(real);
    context.require(
        real > 0 && real < 1 && multiplier.shift() <= 0,
        meaning + " is " + real + ", needs to be above 0 and below 1");
    return multiplier;
  }
}
