/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.quantization.Rounding;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares LOGISTIC and TANH. Mirrors {@code micro/kernels/logistic_common.cc} and {@code tanh.cc}.
 */
final class PrepareSigmoid {
  /** Integer bits of the fixed-point argument for INT8. */
  private static final int INTEGER_BITS = 4;

  /** The table takes arguments in steps of 1 / (3 * 4096). */
  private static final int TABLE_FACTOR = 3;

  private static final double TABLE_STEPS = 4096.0 * TABLE_FACTOR;

  /** The largest factor that a 16-bit input can be multiplied by without leaving 32 bits. */
  private static final int LARGEST_FACTOR = 65535;

  private PrepareSigmoid() {}

  static Op logistic(PrepareContext context) {
    return prepare(context, Sigmoid.Kind.LOGISTIC);
  }

  static Op tanh(PrepareContext context) {
    return prepare(context, Sigmoid.Kind.TANH);
  }

  private static Op prepare(PrepareContext context, Sigmoid.Kind kind) {
    ElementwiseChecks.require(context, FLOAT32, INT8, INT16);
    return new Sigmoid(
        kind,
        switch (context.input(UnaryOp.INPUT).type()) {
          case INT8 -> int8(context, kind);
          case INT16 -> int16(context, kind);
          default -> new Sigmoid.Real();
        });
  }

  private static Sigmoid.Int8 int8(PrepareContext context, Sigmoid.Kind kind) {
    TensorSpec input = context.input(UnaryOp.INPUT);
    if (kind == Sigmoid.Kind.LOGISTIC) {
      ElementwiseChecks.requireZeroPoint(context, context.output(UnaryOp.OUTPUT), Byte.MIN_VALUE);
    }
    double scale = context.requireQuantized(input).scale();
    QuantizedMultiplier multiplier = context.multiplier(scale * (1 << (31 - INTEGER_BITS)));
    return new Sigmoid.Int8(
        input.quantization().zeroPoint(),
        ElementwiseChecks.inputRadius(INTEGER_BITS, multiplier.shift()),
        multiplier);
  }

  private static Sigmoid.Int16 int16(PrepareContext context, Sigmoid.Kind kind) {
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    ElementwiseChecks.requireZeroPoint(context, input, 0);
    ElementwiseChecks.requireZeroPoint(context, output, 0);
    float outputScale = output.quantization().scale();
    context.require(
        isNearPowerOfTwo(outputScale) && nearestPowerOfTwo(outputScale) == -15,
        output + " has the scale " + outputScale + ", needs 2^-15");

    float scale = input.quantization().scale();
    int exponent = nearestPowerOfTwo(scale) + 12;
    int largestExponent = kind == Sigmoid.Kind.TANH ? 1 : 0;
    if (isNearPowerOfTwo(scale) && exponent >= 0 && exponent <= largestExponent) {
      return new Sigmoid.Int16(TABLE_FACTOR << exponent, 0);
    }
    double factor = scale * TABLE_STEPS;
    int shift = 0;
    while (factor <= Short.MAX_VALUE / 2.0 && shift <= 30) {
      shift++;
      factor *= 2;
    }
    context.require(
        factor < LARGEST_FACTOR + 1,
        input + " has the scale " + scale + ", needs one of at most " + 65535 / TABLE_STEPS);
    return new Sigmoid.Int16((int) factor, shift);
  }

  // The logarithm of CheckedLog2 of kernels/internal/quantization_util.cc, which is a float's.
  private static float log2(float x) {
    return (float) Math.log(x) * (1 / (float) Math.log(2));
  }

  private static int nearestPowerOfTwo(float x) {
    return (int) Rounding.halfAwayFromZero(log2(x));
  }

  private static boolean isNearPowerOfTwo(float x) {
    return Math.abs(log2(x) - Rounding.halfAwayFromZero(log2(x))) < 1e-3f;
  }
}
