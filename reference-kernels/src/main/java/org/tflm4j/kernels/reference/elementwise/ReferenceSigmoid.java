/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import static org.tflm4j.api.quantization.FixedPoint.roundingDivideByPowerOfTwo;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.quantization.GemmlowpFixedPoint;
import org.tflm4j.api.quantization.SigmoidTable;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.TensorType;

/**
 * Mirrors {@code kernels/internal/reference/logistic.h}, {@code tanh.h}, {@code
 * integer_ops/logistic.h} and {@code integer_ops/tanh.h}.
 */
final class ReferenceSigmoid {
  /** Above this the logistic function is 1 in float. */
  private static final float LOGISTIC_UPPER_CUTOFF = 16.619047f;

  /** Below this the logistic function is taken as the exponential function. */
  private static final float LOGISTIC_LOWER_CUTOFF = -9;

  private ReferenceSigmoid() {}

  static Kernel create(Sigmoid op, KernelRequest request) {
    TensorType type = request.inputType(Sigmoid.INPUT);
    return switch (op.numerics()) {
      case Sigmoid.Real() ->
          ElementwiseLoop.ofReal(
              switch (op.kind()) {
                case LOGISTIC -> ReferenceSigmoid::logistic;
                case TANH -> x -> (float) Math.tanh(x);
              });
      case Sigmoid.Int8 numerics ->
          ElementwiseLoop.ofIntegers(type, x -> int8(op.kind(), numerics, x));
      case Sigmoid.Int16(int multiplier, int shift) ->
          ElementwiseLoop.ofIntegers(
              type,
              switch (op.kind()) {
                case LOGISTIC -> x -> SigmoidTable.logistic(x, multiplier, shift);
                case TANH -> x -> SigmoidTable.tanh(x, multiplier, shift);
              });
    };
  }

  /** The logistic function as TFLM takes it apart in float. */
  static float logistic(float x) {
    if (x > LOGISTIC_UPPER_CUTOFF) {
      return 1;
    }
    return x < LOGISTIC_LOWER_CUTOFF ? (float) Math.exp(x) : 1 / (1 + (float) Math.exp(-x));
  }

  private static int int8(Sigmoid.Kind kind, Sigmoid.Int8 numerics, int value) {
    int input = value - numerics.inputZeroPoint();
    if (input <= -numerics.inputRangeRadius()) {
      return Byte.MIN_VALUE;
    }
    if (input >= numerics.inputRangeRadius()) {
      return Byte.MAX_VALUE;
    }
    int scaled = numerics.inputMultiplier().apply(input);
    int output =
        switch (kind) {
          case LOGISTIC ->
              roundingDivideByPowerOfTwo(GemmlowpFixedPoint.logistic(scaled, 4), 23)
                  + Byte.MIN_VALUE;
          case TANH -> roundingDivideByPowerOfTwo(GemmlowpFixedPoint.tanh(scaled, 4), 24);
        };
    return Math.clamp(output, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }
}
