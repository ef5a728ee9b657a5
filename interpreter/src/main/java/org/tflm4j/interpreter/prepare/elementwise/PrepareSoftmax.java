/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.LogSoftmax;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Softmax;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares SOFTMAX and LOG_SOFTMAX. Mirrors {@code micro/kernels/softmax_common.cc} and {@code
 * log_softmax.cc}.
 */
final class PrepareSoftmax {
  // SoftmaxOptions: 0 beta
  private static final int BETA = 0;

  /** Integer bits of the argument of the exponential function for INT8. */
  private static final int INTEGER_BITS = 5;

  /** The sum of so many 16-bit results of the exponential function fits an int. */
  private static final int LARGEST_INT16_DEPTH = Integer.MAX_VALUE / Short.MAX_VALUE;

  private PrepareSoftmax() {}

  static Op softmax(PrepareContext context) {
    ElementwiseChecks.requireShapes(context);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    context.requireRank(input, 1, Integer.MAX_VALUE);
    context.requireType(input, FLOAT32, INT8, INT16);
    float beta = context.options().float32(BETA, 0);
    return new Softmax(
        outerSize(input.shape()),
        input.shape().lastDimension(),
        switch (input.type()) {
          case INT8 -> int8(context, beta, input, output);
          case INT16 -> int16(context, beta, input, output);
          default -> {
            context.requireType(output, FLOAT32);
            yield new Softmax.Real(beta);
          }
        });
  }

  private static Softmax.Int8 int8(
      PrepareContext context, float beta, TensorSpec input, TensorSpec output) {
    context.requireType(output, INT8, INT16);
    if (output.type() == INT8) {
      requireOutput(context, output, 1f / 256, 0, Byte.MIN_VALUE);
    } else {
      requireOutput(context, output, 1f / 65536, 0.001f / 65536, Short.MIN_VALUE);
    }
    QuantizedMultiplier multiplier = inputMultiplier(context, beta, input);
    return new Softmax.Int8(
        multiplier, -ElementwiseChecks.inputRadius(INTEGER_BITS, multiplier.shift()));
  }

  private static Softmax.Int16 int16(
      PrepareContext context, float beta, TensorSpec input, TensorSpec output) {
    context.requireType(output, INT16);
    ElementwiseChecks.requireZeroPoint(context, input, 0);
    requireOutput(context, output, 1f / 32768, 0.001f / 32768, 0);
    int depth = input.shape().lastDimension();
    context.require(
        depth <= LARGEST_INT16_DEPTH,
        input + " has rows of " + depth + " elements, at most " + LARGEST_INT16_DEPTH);
    return new Softmax.Int16(
        ElementwiseChecks.multiplier(
            context, (double) input.quantization().scale() * beta / (10.0 / 65535.0)));
  }

  static Op logSoftmax(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    context.requireSameShape(output, input);
    context.requireRank(input, 1, Integer.MAX_VALUE);
    int outerSize = outerSize(input.shape());
    int depth = input.shape().lastDimension();
    if (input.type() == FLOAT32) {
      return new LogSoftmax(outerSize, depth, new LogSoftmax.Real());
    }
    requireOutput(context, output, 1f / 16, 0, 127);
    QuantizedMultiplier multiplier = inputMultiplier(context, 1, input);
    QuantizedMultiplier reverse =
        context.multiplier(Math.scalb(1.0, 31 - multiplier.shift()) / multiplier.multiplier());
    int diffMin = -ElementwiseChecks.inputRadius(INTEGER_BITS, multiplier.shift());
    return new LogSoftmax(outerSize, depth, new LogSoftmax.Quantized(multiplier, reverse, diffMin));
  }

  private static int outerSize(Shape shape) {
    return shape.elementCount(0, shape.rank() - 1);
  }

  private static void requireOutput(
      PrepareContext context, TensorSpec output, float scale, float tolerance, int zeroPoint) {
    ElementwiseChecks.requireZeroPoint(context, output, zeroPoint);
    float given = output.quantization().scale();
    context.require(
        Math.abs(given - scale) <= tolerance,
        output + " has the scale " + given + ", needs " + scale);
  }

  /** Mirrors {@code PreprocessSoftmaxScaling} of {@code kernels/internal/quantization_util.cc}. */
  private static QuantizedMultiplier inputMultiplier(
      PrepareContext context, float beta, TensorSpec input) {
    float scale = context.requireQuantized(input).scale();
    double real = Math.min((double) beta * scale * (1 << (31 - INTEGER_BITS)), Integer.MAX_VALUE);
    context.require(
        real > 1,
        "beta "
            + beta
            + " and the scale "
            + scale
            + " of "
            + input
            + " multiply to less than 2^-26, the step of the arithmetic");
    return context.multiplier(real);
  }
}
