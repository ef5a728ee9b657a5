/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.GemmlowpFixedPoint;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.Offer;

/** LOGISTIC and TANH of INT8. */
final class JitSigmoid {
  private JitSigmoid() {}

  static Offer create(Sigmoid op, KernelRequest request, Target target) {
    return switch (op.numerics()) {
      case Sigmoid.Int8 numerics ->
          ByteTable.ofInt8(op, x -> int8(op.kind(), numerics, x), request, target);
      case Sigmoid.Int16 numerics -> ByteTable.declined(op, request);
      case Sigmoid.Real() -> ByteTable.declined(op, request);
    };
  }

  private static int int8(Sigmoid.Kind kind, Sigmoid.Int8 numerics, int value) {
    int input = value - numerics.inputZeroPoint();
    if (input <= -numerics.inputRangeRadius()) {
      return Byte.MIN_VALUE;
    }
    if (input >= numerics.inputRangeRadius()) {
      return Byte.MAX_VALUE;
    }
    // In steps of 2^-27: four bits in front of the point.
    int scaled = numerics.inputMultiplier().apply(input);
    return switch (kind) {
      case LOGISTIC ->
          FixedPoint.roundingDivideByPowerOfTwo(GemmlowpFixedPoint.logistic(scaled, 4), 23)
              + Byte.MIN_VALUE;
      case TANH -> FixedPoint.roundingDivideByPowerOfTwo(GemmlowpFixedPoint.tanh(scaled, 4), 24);
    };
  }
}
