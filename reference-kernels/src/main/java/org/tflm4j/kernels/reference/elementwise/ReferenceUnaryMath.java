/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import java.util.Arrays;
import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.kernel.KernelContext;
import org.tflm4j.api.op.LogicalNot;
import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.api.op.ZerosLike;
import org.tflm4j.api.quantization.LookupTable.RealFunction;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Tensor;

/**
 * The operators on single elements that have no parameters. Mirrors {@code
 * micro/kernels/elementwise.cc}, {@code zeros_like.cc} and {@code ceil.h}, {@code floor.h}, {@code
 * round.h}, {@code exp.h}, {@code neg.h} of {@code kernels/internal/reference}.
 */
final class ReferenceUnaryMath {
  private ReferenceUnaryMath() {}

  static Kernel create(UnaryMath op, KernelRequest request) {
    return ElementwiseLoop.ofReal(function(op.kind()));
  }

  private static RealFunction function(UnaryMath.Kind kind) {
    return switch (kind) {
      case CEIL -> x -> (float) Math.ceil(x);
      case FLOOR -> x -> (float) Math.floor(x);
      case ROUND -> ReferenceUnaryMath::round;
      case SQUARE -> x -> x * x;
      case SIN -> x -> (float) Math.sin(x);
      case COS -> x -> (float) Math.cos(x);
      case EXP -> x -> (float) Math.exp(x);
      case LOG -> x -> (float) Math.log(x);
      case SQRT -> x -> (float) Math.sqrt(x);
      case NEG -> x -> -x;
    };
  }

  /** Not Math.rint, which makes -0 of -0.5: TFLM makes it 0. */
  private static float round(float x) {
    float floor = (float) Math.floor(x);
    float fraction = x - floor;
    boolean down = fraction < 0.5f || (fraction == 0.5f && (int) floor % 2 == 0);
    return down ? floor : floor + 1;
  }

  static Kernel logicalNot(LogicalNot op, KernelRequest request) {
    return ElementwiseLoop.ofBytes(x -> x == 0 ? 1 : 0);
  }

  static Kernel zerosLike(ZerosLike op, KernelRequest request) {
    return ReferenceUnaryMath::fillWithZeros;
  }

  private static void fillWithZeros(KernelContext context) {
    Tensor output = context.output(UnaryMath.OUTPUT);
    Arrays.fill(output.data(), output.offset(), output.offset() + output.byteSize(), (byte) 0);
  }
}
