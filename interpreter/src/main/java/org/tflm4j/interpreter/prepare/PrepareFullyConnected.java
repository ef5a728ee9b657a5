/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;

/** Prepares FULLY_CONNECTED. Mirrors {@code micro/kernels/fully_connected_common.cc}. */
final class PrepareFullyConnected {
  // FullyConnectedOptions: 0 fused_activation_function, 4 quantized_bias_type
  private static final int ACTIVATION = 0;
  private static final int BIAS_TYPE = 4;

  private PrepareFullyConnected() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2, 3);
    context.requireOutputCount(1);
    TensorSpec input = context.input(0);
    TensorSpec filter = context.input(1);
    TensorSpec bias = context.optionalInput(2);
    TensorSpec output = context.output(0);
    requireTypes(context, input, filter, bias, output);

    context.requireRank(filter, 2, Integer.MAX_VALUE);
    context.requireRank(output, 1, Integer.MAX_VALUE);
    Shape filterShape = filter.shape();
    int outputDepth = filterShape.dimension(filterShape.rank() - 2);
    int accumDepth = filterShape.lastDimension();
    context.require(
        output.shape().lastDimension() == outputDepth,
        output + " needs " + outputDepth + " channels, the rows of " + filter);
    int batches = output.shape().elementCount(0, output.shape().rank() - 1);
    context.require(
        input.elementCount() == (long) batches * accumDepth,
        input
            + " needs "
            + batches
            + " x "
            + accumDepth
            + " elements for "
            + filter
            + " and "
            + output);
    if (bias != null) {
      context.require(
          bias.elementCount() == outputDepth,
          bias + " needs " + outputDepth + " elements, one per row of " + filter);
    }
    boolean quantized = input.type() != FLOAT32;
    return new FullyConnected(
        batches,
        accumDepth,
        outputDepth,
        quantized ? -input.quantization().zeroPoint() : 0,
        quantized ? -filter.quantization().zeroPoint() : 0,
        quantized ? output.quantization().zeroPoint() : 0,
        quantized
            ? multipliers(context, input, filter, output, outputDepth)
            : ChannelMultipliers.NONE,
        input.type() == INT16 && accumulates64(context, bias),
        context.activation(context.options().int8(ACTIVATION, 0), output));
  }

  private static void requireTypes(
      PrepareContext context,
      TensorSpec input,
      TensorSpec filter,
      TensorSpec bias,
      TensorSpec output) {
    context.requireType(input, FLOAT32, INT8, INT16);
    context.requireSameType(input, output);
    switch (input.type()) {
      case FLOAT32 -> context.requireType(filter, FLOAT32);
      case INT8 -> context.requireType(filter, INT8, INT4);
      default -> context.requireType(filter, INT8);
    }
    if (bias != null) {
      switch (input.type()) {
        case FLOAT32 -> context.requireType(bias, FLOAT32);
        case INT8 -> context.requireType(bias, INT32);
        default -> context.requireType(bias, INT32, INT64);
      }
    }
  }

  /** Without a bias the options say how wide the accumulators are. */
  private static boolean accumulates64(PrepareContext context, TensorSpec bias) {
    return bias == null
        ? context.options().int8(BIAS_TYPE, FLOAT32.code()) != INT32.code()
        : bias.type() == INT64;
  }

  private static ChannelMultipliers multipliers(
      PrepareContext context,
      TensorSpec input,
      TensorSpec filter,
      TensorSpec output,
      int outputDepth) {
    float inputScale = context.requireQuantized(input).scale();
    float outputScale = context.requireQuantized(output).scale();
    int scales = context.requireQuantized(filter).scaleCount();
    if (scales == 1) {
      // In float first, as the per-tensor helper of TFLM does; per channel the product is a
      // double's.
      float productScale = inputScale * filter.quantization().scale();
      return ChannelMultipliers.uniform(
          QuantizedMultiplier.of((double) productScale / outputScale), outputDepth);
    }
    context.require(
        scales == outputDepth && filter.type() == INT8,
        filter + " has " + scales + " scales, needs 1, or one per row with type INT8");
    double[] real = new double[outputDepth];
    for (int channel = 0; channel < outputDepth; channel++) {
      real[channel] = (double) inputScale * filter.quantization().scale(channel) / outputScale;
    }
    return ChannelMultipliers.of(real);
  }
}
