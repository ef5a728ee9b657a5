/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.dense;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * FULLY_CONNECTED: every vector tail, long rows whose sums leave float's exact range, one scale or
 * one for each row, filters with a zero point, extreme values.
 */
final class FullyConnectedSampler implements OperatorSampler {
  /** INT8, INT16 or FLOAT32. */
  private final TensorType type;

  private final TensorType filterType;

  /** For INT16 it says how wide the sums are. */
  private final TensorType biasType;

  FullyConnectedSampler(TensorType type, TensorType filterType, TensorType biasType) {
    this.type = type;
    this.filterType = filterType;
    this.biasType = biasType;
  }

  @Override
  public String name() {
    return switch (type) {
      case INT16 -> "FULLY_CONNECTED INT16, bias " + biasType;
      case INT8 -> "FULLY_CONNECTED INT8" + (filterType == type ? "" : ", filter " + filterType);
      default -> "FULLY_CONNECTED " + type;
    };
  }

  /** The sum of FLOAT32 depends on its order. */
  @Override
  public float tolerance() {
    return type == TensorType.FLOAT32 ? 1e-4f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    boolean real = type == TensorType.FLOAT32;
    int batches = Samples.oneOf(random, 1, 1, 1, 2, 5);
    int depth =
        Samples.oneOf(
            random,
            random.nextInt(1, 80),
            random.nextInt(80, 700),
            real ? random.nextInt(700, 2000) : random.nextInt(16_000, 40_000));
    boolean wide = depth < 80 && random.nextInt(3) == 0;
    int outputs = wide ? random.nextInt(40, 400) : random.nextInt(1, depth > 1000 ? 6 : 40);
    boolean perChannel = outputs > 1 && filterType != TensorType.INT4 && random.nextBoolean();

    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float inputScale = Math.scalb(Samples.scale(random), 8 - Math.min(type.bits(), 16));
    int input =
        graph
            .tensor("input", type, batches, depth)
            .quantization(inputScale, zeroPoint(random))
            .index();
    float[] scales = new float[perChannel ? outputs : 1];
    float largest = 0;
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Samples.scale(random);
      largest = Math.max(largest, scales[i]);
    }
    boolean shifted = type == TensorType.INT8 && !perChannel && random.nextInt(4) == 0;
    int[] filterZeroPoint = {shifted ? random.nextInt(-5, 6) : 0};
    int filter =
        graph
            .tensor("filter", filterType, outputs, depth)
            .quantization(Quantization.of(scales, filterZeroPoint, 0))
            .data(Samples.weights(random, filterType, outputs * depth))
            .index();
    int bias = -1;
    if (random.nextInt(4) > 0) {
      // Sums of INT16 with the widest bias stay within the 48 bits that requantization takes.
      long range = biasType == TensorType.INT64 && random.nextBoolean() ? 1L << 40 : 100_000;
      bias =
          graph
              .tensor("bias", biasType, outputs)
              .quantization(inputScale * scales[0], 0)
              .data(Samples.biases(random, biasType, outputs, range))
              .index();
    }
    // Sums grow with the depth; a scale to match keeps most outputs off the clamps. Multipliers of
    // 64-bit sums may not be large.
    float scale = biasType == TensorType.INT64 ? largest : scales[0];
    float outputScale = (float) (inputScale * scale * Math.sqrt(depth) * random.nextDouble(1, 200));
    int output =
        graph
            .tensor("output", type, batches, outputs)
            .quantization(outputScale, zeroPoint(random))
            .index();
    // FullyConnectedOptions: 0 fused_activation_function, 4 quantized_bias_type.
    graph
        .operator(
            BuiltinOperator.FULLY_CONNECTED,
            OptionsBuilder.of(OptionsType.FULLY_CONNECTED)
                .int8(0, random.nextInt(4))
                .int8(4, biasType.code()),
            new int[] {input, filter, bias},
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }

  private int zeroPoint(RandomGenerator random) {
    return type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
  }
}
