/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Abs;
import org.tflm4j.api.op.LogicalNot;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Rsqrt;
import org.tflm4j.api.op.UnaryMath;
import org.tflm4j.api.op.ZerosLike;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares CEIL, FLOOR, ROUND, SQUARE, SIN, COS, EXP, LOG, SQRT, NEG, ABS, RSQRT, LOGICAL_NOT and
 * ZEROS_LIKE. Mirrors {@code micro/kernels/elementwise.cc}, {@code ceil.cc}, {@code floor.cc},
 * {@code round.cc}, {@code exp.cc}, {@code neg.cc} and {@code zeros_like.cc}.
 */
final class PrepareUnaryMath {
  private PrepareUnaryMath() {}

  static Op unaryMath(PrepareContext context, UnaryMath.Kind kind) {
    Elementwise.require(context, FLOAT32);
    switch (kind) {
      case CEIL, ROUND, EXP -> context.requireSameShape(context.output(0), context.input(0));
      default -> {}
    }
    return new UnaryMath(kind);
  }

  static Op logicalNot(PrepareContext context) {
    Elementwise.require(context, BOOL);
    return new LogicalNot();
  }

  static Op zerosLike(PrepareContext context) {
    Elementwise.require(context, FLOAT32, INT8, INT32, INT64);
    return new ZerosLike();
  }

  static Op abs(PrepareContext context) {
    Elementwise.require(context, FLOAT32, INT8, INT16);
    TensorSpec input = context.input(0);
    TensorSpec output = context.output(0);
    if (input.type() == FLOAT32 || (input.type() == INT16 && !input.quantization().isPresent())) {
      return new Abs(false, 0, 0, null);
    }
    requireQuantized(context);
    float inputScale = input.quantization().scale();
    float outputScale = output.quantization().scale();
    return new Abs(
        true,
        input.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        inputScale == outputScale
            ? null
            : Elementwise.multiplier(context, inputScale / outputScale));
  }

  static Op rsqrt(PrepareContext context) {
    Elementwise.require(context, FLOAT32, INT8, INT16);
    TensorSpec input = context.input(0);
    TensorSpec output = context.output(0);
    if (input.type() == FLOAT32) {
      return new Rsqrt(0, 0, QuantizedMultiplier.ZERO);
    }
    requireQuantized(context);
    float scale = (float) Math.sqrt(input.quantization().scale()) * output.quantization().scale();
    QuantizedMultiplier multiplier = context.multiplier(1.0 / scale);
    // The arithmetic shifts 20 bits to the right beside this.
    context.require(
        multiplier.shift() >= -11 && multiplier.shift() <= 50,
        "the square root of the scale of "
            + input
            + " times the scale of "
            + output
            + " is "
            + scale
            + ", needs from 2^-50 to 2^11");
    return new Rsqrt(
        input.quantization().zeroPoint(), output.quantization().zeroPoint(), multiplier);
  }

  private static void requireQuantized(PrepareContext context) {
    context.requireQuantized(context.input(0));
    context.requireQuantized(context.output(0));
    if (context.input(0).type() == INT16) {
      Elementwise.requireZeroPoint(context, context.input(0), 0);
      Elementwise.requireZeroPoint(context, context.output(0), 0);
    }
  }
}
