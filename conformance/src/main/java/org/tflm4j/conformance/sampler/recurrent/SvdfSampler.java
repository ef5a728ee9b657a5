/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.recurrent;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** SVDF: every vector tail, ranks above one, states of one step and of many. */
final class SvdfSampler implements OperatorSampler {
  private static final int REAL_ACTIVATIONS = 6;

  /** INT8 or FLOAT32. */
  private final TensorType type;

  /** The type of the time weights, too. */
  private final TensorType stateType;

  SvdfSampler(TensorType type, TensorType stateType) {
    this.type = type;
    this.stateType = stateType;
  }

  @Override
  public String name() {
    return "SVDF " + type + ", state " + stateType;
  }

  /** The sum of FLOAT32 depends on its order. */
  @Override
  public float tolerance() {
    return type == TensorType.FLOAT32 ? 1e-4f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    boolean real = type == TensorType.FLOAT32;
    int batches = Samples.oneOf(random, 1, 1, 2, 3);
    int depth = Samples.oneOf(random, random.nextInt(1, 20), random.nextInt(20, 100));
    int rank = Samples.oneOf(random, 1, 1, 2, 3);
    int units = random.nextInt(1, 40);
    int filters = units * rank;
    int memory = Samples.oneOf(random, 1, 2, random.nextInt(3, 33));

    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    // Scales that keep most states and outputs off the clamps.
    boolean wide = stateType == TensorType.INT16;
    float inputScale = Samples.scale(random);
    float featureScale = Samples.scale(random);
    float timeScale = Math.scalb(Samples.scale(random), wide ? -8 : 0);
    double featureSum = inputScale * featureScale * Math.sqrt(depth);
    float stateScale = (float) (featureSum * random.nextDouble(1, 200) / (wide ? 256 : 1));
    double timeSum = stateScale * timeScale * Math.sqrt((double) rank * memory);
    float outputScale = (float) (timeSum * random.nextDouble(1, 200) * (wide ? 1 << 16 : 1));

    int input =
        graph
            .tensor("input", type, batches, depth)
            .quantization(inputScale, zeroPoint(random, type))
            .index();
    int features =
        graph
            .tensor("feature_weights", type, filters, depth)
            .quantization(featureScale, 0)
            .data(Samples.weights(random, type, filters * depth))
            .index();
    int time =
        graph
            .tensor("time_weights", stateType, filters, memory)
            .quantization(timeScale, 0)
            .data(Samples.weights(random, stateType, filters * memory))
            .index();
    TensorType biasType = real ? type : TensorType.INT32;
    int bias =
        graph
            .tensor("bias", biasType, units)
            .quantization(stateScale * timeScale, 0)
            .data(Samples.biases(random, biasType, units, 100_000))
            .index();
    int state =
        graph
            .tensor("state", stateType, batches, memory * filters)
            .quantization(stateScale, zeroPoint(random, stateType))
            .variable()
            .index();
    int output =
        graph
            .tensor("output", type, batches, units)
            .quantization(outputScale, zeroPoint(random, type))
            .index();
    // SVDFOptions: 0 rank, 1 fused_activation_function.
    graph
        .operator(
            BuiltinOperator.SVDF,
            OptionsBuilder.of(OptionsType.SVDF)
                .int32(0, rank)
                .int8(1, real ? random.nextInt(REAL_ACTIVATIONS) : 0),
            new int[] {input, features, time, bias, state},
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }

  private static int zeroPoint(RandomGenerator random, TensorType type) {
    return type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
  }
}
