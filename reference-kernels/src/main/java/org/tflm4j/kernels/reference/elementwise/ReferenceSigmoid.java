/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import static org.tflm4j.api.quantization.FixedPoint.roundingDivideByPowerOfTwo;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.quantization.FixedPoint;
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
    TensorType type = request.inputType(0);
    boolean int16 = type == TensorType.INT16;
    return switch (op.kind()) {
      case LOGISTIC ->
          ElementwiseLoop.of(
              type,
              ReferenceSigmoid::logistic,
              int16
                  ? x -> SigmoidTable.logistic(x, op.inputMultiplier(), op.inputShift())
                  : x -> int8(op, x));
      case TANH ->
          ElementwiseLoop.of(
              type,
              x -> (float) Math.tanh(x),
              int16
                  ? x -> SigmoidTable.tanh(x, op.inputMultiplier(), op.inputShift())
                  : x -> int8(op, x));
    };
  }

  /** The logistic function as TFLM takes it apart in float. */
  static float logistic(float x) {
    if (x > LOGISTIC_UPPER_CUTOFF) {
      return 1;
    }
    return x < LOGISTIC_LOWER_CUTOFF ? (float) Math.exp(x) : 1 / (1 + (float) Math.exp(-x));
  }

  private static int int8(Sigmoid op, int value) {
    int input = value - op.inputOffset();
    if (input <= -op.inputRangeRadius()) {
      return Byte.MIN_VALUE;
    }
    if (input >= op.inputRangeRadius()) {
      return Byte.MAX_VALUE;
    }
    int scaled = FixedPoint.multiply(input, op.inputMultiplier(), op.inputShift());
    int output =
        switch (op.kind()) {
          case LOGISTIC ->
              roundingDivideByPowerOfTwo(GemmlowpFixedPoint.logistic(scaled, 4), 23)
                  + Byte.MIN_VALUE;
          case TANH -> roundingDivideByPowerOfTwo(GemmlowpFixedPoint.tanh(scaled, 4), 24);
        };
    return Math.clamp(output, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }
}
