/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.dense;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.FullyConnected;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;
import org.tflm4j.interpreter.prepare.support.ConvolutionTensors;

/** Prepares FULLY_CONNECTED. Mirrors {@code micro/kernels/fully_connected_common.cc}. */
final class PrepareFullyConnected {
  // FullyConnectedOptions: 0 fused_activation_function, 4 quantized_bias_type
  private static final int ACTIVATION = 0;
  private static final int BIAS_TYPE = 4;

  /** How far the bias scale may be from the product of the others, in units of the output's. */
  private static final double BIAS_SCALE_TOLERANCE = 0.02;

  private PrepareFullyConnected() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2, 3);
    context.requireOutputCount(1);
    ConvolutionTensors tensors =
        new ConvolutionTensors(
            context.input(FullyConnected.INPUT),
            context.input(FullyConnected.FILTER),
            context.optionalInput(FullyConnected.BIAS),
            context.output(FullyConnected.OUTPUT));
    tensors.requireTypes(context, new TensorType[] {INT8, INT4}, INT32, INT64);
    TensorSpec input = tensors.input();
    TensorSpec filter = tensors.filter();
    TensorSpec output = tensors.output();

    context.requireRank(filter, 2, Integer.MAX_VALUE);
    context.requireRank(output, 1, Integer.MAX_VALUE);
    Shape filterShape = filter.shape();
    int outputDepth = filterShape.dimension(filterShape.rank() - 2);
    int accumDepth = filterShape.lastDimension();
    context.require(outputDepth >= 1 && accumDepth >= 1, filter + " has no elements");
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
    if (tensors.bias() != null) {
      context.require(
          tensors.bias().elementCount() == outputDepth,
          tensors.bias() + " needs " + outputDepth + " elements, one per row of " + filter);
    }
    return new FullyConnected(
        batches, accumDepth, outputDepth, numerics(context, tensors, outputDepth));
  }

  private static WeightedNumerics numerics(
      PrepareContext context, ConvolutionTensors tensors, int outputDepth) {
    int activation = context.options().int8(ACTIVATION, 0);
    TensorSpec input = tensors.input();
    if (input.type() == FLOAT32) {
      return new WeightedNumerics.Real(context.realActivation(activation));
    }
    boolean accumulator64 = input.type() == INT16 && accumulates64(context, tensors.bias());
    return new WeightedNumerics.Quantized(
        input.quantization().zeroPoint(),
        tensors.filter().quantization().zeroPoint(),
        tensors.output().quantization().zeroPoint(),
        multipliers(context, tensors, outputDepth, accumulator64),
        accumulator64,
        context.integerActivation(activation, tensors.output()));
  }

  /** Without a bias the options say how wide the accumulators are. */
  private static boolean accumulates64(PrepareContext context, TensorSpec bias) {
    return bias == null
        ? context.options().int8(BIAS_TYPE, FLOAT32.code()) != INT32.code()
        : bias.type() == INT64;
  }

  private static ChannelMultipliers multipliers(
      PrepareContext context, ConvolutionTensors tensors, int outputDepth, boolean accumulator64) {
    TensorSpec filter = tensors.filter();
    if (filter.quantization().scaleCount() > 1) {
      context.require(
          filter.type() != INT4, filter + " has more than one scale, needs 1 with type INT4");
      return tensors.multipliers(context, filter.shape().rank() - 2, accumulator64);
    }
    float inputScale = context.requireQuantized(tensors.input()).scale();
    float outputScale = context.requireQuantized(tensors.output()).scale();
    float filterScale = context.requireQuantized(filter).scale();
    requireBiasScale(context, tensors, (double) inputScale * filterScale, outputScale);
    // The product in float first, as the per-tensor helper of TFLM does; per channel it is a
    // double's.
    QuantizedMultiplier multiplier =
        context.multiplier((double) (inputScale * filterScale) / outputScale);
    tensors.requireShift(context, multiplier.shift(), accumulator64);
    return ChannelMultipliers.uniform(multiplier, outputDepth);
  }

  /** The bias has the scale of the products; where it has not, the model was put together wrong. */
  private static void requireBiasScale(
      PrepareContext context, ConvolutionTensors tensors, double productScale, float outputScale) {
    if (tensors.bias() != null) {
      float biasScale = tensors.bias().quantization().scale();
      context.require(
          Math.abs(productScale - biasScale) / outputScale <= BIAS_SCALE_TOLERANCE,
          tensors.bias()
              + " has the quantization scale "
              + biasScale
              + ", needs the product of the scales of input and filter, "
              + productScale);
    }
  }
}
