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
import org.tflm4j.api.op.UnaryOp;
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
    ElementwiseChecks.require(context, FLOAT32);
    switch (kind) {
      case CEIL, ROUND, EXP ->
          context.requireSameShape(context.output(UnaryOp.OUTPUT), context.input(UnaryOp.INPUT));
      default -> {}
    }
    return new UnaryMath(kind);
  }

  static Op logicalNot(PrepareContext context) {
    ElementwiseChecks.require(context, BOOL);
    return new LogicalNot();
  }

  static Op zerosLike(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8, INT32, INT64);
    return new ZerosLike();
  }

  static Op abs(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8, INT16);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    if (input.type() == FLOAT32) {
      return new Abs(new Abs.Real());
    }
    if (input.type() == INT16 && !input.quantization().isPresent()) {
      return new Abs(new Abs.Integers());
    }
    requireQuantized(context);
    return new Abs(
        new Abs.Quantized(
            input.quantization().zeroPoint(),
            output.quantization().zeroPoint(),
            ElementwiseChecks.multiplier(
                context, input.quantization().scale() / output.quantization().scale())));
  }

  static Op rsqrt(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8, INT16);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    if (input.type() == FLOAT32) {
      return new Rsqrt(new Rsqrt.Real());
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
        new Rsqrt.Quantized(
            input.quantization().zeroPoint(), output.quantization().zeroPoint(), multiplier));
  }

  private static void requireQuantized(PrepareContext context) {
    context.requireQuantized(context.input(UnaryOp.INPUT));
    context.requireQuantized(context.output(UnaryOp.OUTPUT));
    if (context.input(UnaryOp.INPUT).type() == INT16) {
      ElementwiseChecks.requireZeroPoint(context, context.input(UnaryOp.INPUT), 0);
      ElementwiseChecks.requireZeroPoint(context, context.output(UnaryOp.OUTPUT), 0);
    }
  }
}
