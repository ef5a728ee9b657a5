/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.recurrent;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Svdf;
import org.tflm4j.api.op.Svdf.FloatActivation;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares SVDF. Mirrors {@code PrepareSvdf} of {@code micro/kernels/svdf_common.cc}. */
final class PrepareSvdf {
  // SVDFOptions: 0 rank, 1 fused_activation_function
  private static final int RANK = 0;
  private static final int ACTIVATION = 1;

  private PrepareSvdf() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(5);
    context.requireOutputCount(1);
    TensorSpec input = context.input(Svdf.INPUT);
    TensorSpec featureWeights = context.input(Svdf.FEATURE_WEIGHTS);
    TensorSpec timeWeights = context.input(Svdf.TIME_WEIGHTS);
    TensorSpec bias = context.input(Svdf.BIAS);
    TensorSpec state = context.input(Svdf.STATE);
    TensorSpec output = context.output(Svdf.OUTPUT);
    requireTypes(context);
    context.requireRank(input, 2);
    context.requireRank(featureWeights, 2);
    context.requireRank(timeWeights, 2);

    int rank = context.options().int32(RANK, 0);
    int filters = featureWeights.shape().dimension(0);
    context.require(
        rank > 0 && filters % rank == 0,
        featureWeights + " has " + filters + " rows, must be a multiple of the rank " + rank);
    int batches = input.shape().dimension(0);
    int inputDepth = input.shape().dimension(1);
    int units = filters / rank;
    int memory = timeWeights.shape().dimension(1);
    context.requireShape(featureWeights, Shape.of(filters, inputDepth));
    context.requireShape(timeWeights, Shape.of(filters, memory));
    context.requireShape(output, Shape.of(batches, units));
    context.require(
        bias.shape().rank() > 0
            && bias.shape().dimension(0) == units
            && bias.elementCount() == units,
        bias + " needs " + units + " elements, one per unit");
    context.requireRank(state, 2);
    context.require(state.isVariable(), state + " is the state, so it must be a variable tensor");
    // The state is as large as the product of these sizes, so that fits an int.
    context.require(
        state.elementCount() > 0
            && state.shape().dimension(0) == batches
            && state.shape().dimension(1) == (long) memory * filters,
        state
            + " needs the shape ["
            + batches
            + ", "
            + memory
            + " x "
            + filters
            + "], none of them 0");

    return new Svdf(batches, inputDepth, units, rank, memory, numerics(context));
  }

  private static Svdf.Numerics numerics(PrepareContext context) {
    FloatActivation activation = activation(context);
    TensorSpec input = context.input(Svdf.INPUT);
    if (input.type() == FLOAT32) {
      return new Svdf.Real(activation);
    }
    TensorSpec timeWeights = context.input(Svdf.TIME_WEIGHTS);
    TensorSpec bias = context.input(Svdf.BIAS);
    TensorSpec state = context.input(Svdf.STATE);
    TensorSpec output = context.output(Svdf.OUTPUT);
    float stateScale = context.requireQuantized(state).scale();
    // Products of floats, as in TFLM.
    float featureScale =
        context.requireQuantized(input).scale()
            * context.requireQuantized(context.input(Svdf.FEATURE_WEIGHTS)).scale()
            / stateScale;
    float timeScale = stateScale * context.requireQuantized(timeWeights).scale();
    float outputScale = timeScale / context.requireQuantized(output).scale();
    context.require(
        Math.abs((double) bias.quantization().scale() - timeScale) < 1e-5,
        bias
            + " has "
            + bias.quantization()
            + ", needs the scale "
            + timeScale
            + ", that of "
            + state
            + " times that of "
            + timeWeights);
    return new Svdf.Quantized(
        input.quantization().zeroPoint(),
        state.quantization().zeroPoint(),
        output.quantization().zeroPoint(),
        context.multiplier(featureScale),
        context.multiplier(outputScale),
        state.type() == INT16);
  }

  private static void requireTypes(PrepareContext context) {
    TensorSpec input = context.input(Svdf.INPUT);
    TensorSpec timeWeights = context.input(Svdf.TIME_WEIGHTS);
    context.requireType(input, FLOAT32, INT8);
    context.requireSameType(input, context.input(Svdf.FEATURE_WEIGHTS));
    context.requireSameType(input, context.output(Svdf.OUTPUT));
    if (input.type() == FLOAT32) {
      context.requireType(timeWeights, FLOAT32);
      context.requireType(context.input(Svdf.BIAS), FLOAT32);
    } else {
      context.requireType(timeWeights, INT8, INT16);
      context.requireType(context.input(Svdf.BIAS), INT32);
    }
    // TFLM takes INT8 weights with an INT16 state, but then reads the weights as INT16.
    context.requireSameType(timeWeights, context.input(Svdf.STATE));
  }

  private static FloatActivation activation(PrepareContext context) {
    int code = context.options().int8(ACTIVATION, 0);
    FloatActivation[] known = FloatActivation.values();
    context.require(
        code >= 0 && code < known.length,
        "the fused activation function " + code + " is not supported");
    return known[code];
  }
}
