/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.convolution;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Pool2D;
import org.tflm4j.api.op.Pool2D.Kind;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.OpPreparer;
import org.tflm4j.interpreter.prepare.OperatorOptions;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares AVERAGE_POOL_2D, MAX_POOL_2D and L2_POOL_2D. Mirrors {@code
 * micro/kernels/pooling_common.cc} and {@code l2_pool_2d.cc}.
 */
final class PreparePool2D {
  // Pool2DOptions: 0 padding, 1 stride_w, 2 stride_h, 3 filter_width, 4 filter_height,
  // 5 fused_activation_function
  private static final int FILTER_WIDTH = 3;
  private static final int FILTER_HEIGHT = 4;
  private static final int ACTIVATION = 5;

  /** How far the scales of input and output may be apart. */
  private static final double SCALE_TOLERANCE = 1.0e-6;

  private PreparePool2D() {}

  static OpPreparer of(Kind kind) {
    return context -> prepare(context, kind);
  }

  private static Op prepare(PrepareContext context, Kind kind) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Pool2D.INPUT);
    TensorSpec output = context.output(Pool2D.OUTPUT);
    if (kind == Kind.L2) {
      context.requireType(input, FLOAT32);
    } else {
      context.requireType(input, FLOAT32, INT8, INT16);
    }
    context.requireSameType(input, output);
    context.requireRank(input, 4);
    context.requireRank(output, 4);
    if (input.type() != FLOAT32) {
      requireSameQuantization(context, input, output);
    }
    OperatorOptions options = context.options();
    WindowOptions window = WindowOptions.of(options, ACTIVATION);
    WindowGeometry geometry =
        window.geometry(
            context, options.int32(FILTER_HEIGHT, 0), options.int32(FILTER_WIDTH, 0), input);
    int batches = input.shape().dimension(0);
    int depth = input.shape().lastDimension();
    if (kind == Kind.L2) {
      context.setOutputShape(Pool2D.OUTPUT, geometry.positions(batches, depth));
    } else {
      geometry.requirePixelPerPosition(context, output, batches, depth);
    }
    return new Pool2D(kind, geometry.window(), numerics(context, output, window.activation()));
  }

  private static Pool2D.Numerics numerics(
      PrepareContext context, TensorSpec output, int activation) {
    if (output.type() == FLOAT32) {
      return new Pool2D.Real(context.realActivation(activation));
    }
    IntegerRange range = context.integerActivation(activation, output);
    context.require(
        range.min() <= range.max(),
        output + ": no value of it lies within the fused activation function's range");
    return new Pool2D.Quantized(range);
  }

  private static void requireSameQuantization(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    float inputScale = input.quantization().scale();
    float outputScale = output.quantization().scale();
    int inputZeroPoint = input.quantization().zeroPoint();
    int outputZeroPoint = output.quantization().zeroPoint();
    context.require(
        Math.abs(inputScale - outputScale) <= SCALE_TOLERANCE && inputZeroPoint == outputZeroPoint,
        input
            + " and "
            + output
            + " need the same quantization, but the scales are "
            + inputScale
            + " and "
            + outputScale
            + ", the zero points "
            + inputZeroPoint
            + " and "
            + outputZeroPoint);
  }
}
