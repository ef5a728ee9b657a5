/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * INT8 FULLY_CONNECTED: every vector tail, long rows whose sums leave float's exact range, extreme
 * values.
 */
final class FullyConnectedSampler implements OperatorSampler {
  @Override
  public String name() {
    return "FULLY_CONNECTED int8";
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int batches = Samples.oneOf(random, 1, 1, 1, 2, 5);
    int depth =
        Samples.oneOf(
            random, random.nextInt(1, 80), random.nextInt(80, 700), random.nextInt(16_000, 40_000));
    int outputs = random.nextInt(1, depth > 1000 ? 6 : 40);
    boolean perChannel = outputs > 1 && random.nextBoolean();

    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float inputScale = Samples.scale(random);
    int input =
        graph
            .tensor("input", TensorType.INT8, batches, depth)
            .quantization(inputScale, Samples.zeroPoint(random))
            .index();
    float[] scales = new float[perChannel ? outputs : 1];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Samples.scale(random);
    }
    int[] filterZeroPoint = {perChannel || random.nextInt(4) > 0 ? 0 : random.nextInt(-5, 6)};
    int filter =
        graph
            .tensor("filter", TensorType.INT8, outputs, depth)
            .quantization(Quantization.of(scales, filterZeroPoint, 0))
            .data(Samples.int8s(random, outputs * depth))
            .index();
    int bias = -1;
    if (random.nextInt(4) > 0) {
      int[] values = random.ints(outputs, -100_000, 100_000).toArray();
      bias =
          graph
              .tensor("bias", TensorType.INT32, outputs)
              .quantization(inputScale * scales[0], 0)
              .data(values)
              .index();
    }
    // Sums grow with the depth; a scale to match keeps most outputs off the clamps.
    float outputScale =
        (float) (inputScale * scales[0] * Math.sqrt(depth) * random.nextDouble(1, 200));
    int output =
        graph
            .tensor("output", TensorType.INT8, batches, outputs)
            .quantization(outputScale, Samples.zeroPoint(random))
            .index();
    graph
        .operator(
            BuiltinOperator.FULLY_CONNECTED,
            OptionsBuilder.of(OptionsType.FULLY_CONNECTED).int8(0, random.nextInt(4)),
            new int[] {input, filter, bias},
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }
}
