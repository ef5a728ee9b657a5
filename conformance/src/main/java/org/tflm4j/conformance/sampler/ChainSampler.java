/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/**
 * Two or three operators in a row, each of which reads what the one before wrote: FULLY_CONNECTED,
 * RELU, and ADD of the graph's input. Now and then the graph puts out a tensor between, too, so
 * that a fused kernel has to write it.
 */
public final class ChainSampler implements OperatorSampler {
  /** INT8 or FLOAT32. */
  private final TensorType type;

  private ChainSampler(TensorType type) {
    this.type = type;
  }

  /** Returns the samplers of all types. */
  public static List<OperatorSampler> all() {
    return List.of(new ChainSampler(TensorType.INT8), new ChainSampler(TensorType.FLOAT32));
  }

  @Override
  public String name() {
    return "operators in a row, " + type;
  }

  /** The sum of FLOAT32 depends on its order. */
  @Override
  public float tolerance() {
    return type == TensorType.FLOAT32 ? 1e-4f : 0;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int batches = random.nextInt(1, 4);
    int inputDepth = random.nextInt(1, 50);
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float inputScale = Samples.scale(random);
    int input = tensor(graph, random, "input", inputScale, batches, inputDepth);
    List<Integer> outputs = new ArrayList<>();
    int count = random.nextInt(2, 4);
    int last = input;
    int depth = inputDepth;
    float scale = inputScale;
    for (int i = 0; i < count; i++) {
      int from = last;
      switch (random.nextInt(3)) {
        case 0 -> {
          scale *= (float) random.nextDouble(0.5, 2);
          last = tensor(graph, random, "relu" + i, scale, batches, depth);
          graph.operator(BuiltinOperator.RELU, new int[] {from}, last);
        }
        case 1 -> {
          if (depth == inputDepth && from != input) {
            scale = Math.max(scale, inputScale) * (float) random.nextDouble(1, 2);
            last = tensor(graph, random, "add" + i, scale, batches, depth);
            graph.operator(
                BuiltinOperator.ADD,
                OptionsBuilder.of(OptionsType.ADD).int8(0, random.nextInt(4)),
                new int[] {from, input},
                last);
          }
        }
        default -> {}
      }
      if (last == from) {
        int units = random.nextBoolean() ? inputDepth : random.nextInt(1, 50);
        float filterScale = Samples.scale(random);
        int filter =
            graph
                .tensor("filter" + i, type, units, depth)
                .quantization(filterScale, 0)
                .data(Samples.weights(random, type, units * depth))
                .index();
        TensorType biasType = type == TensorType.INT8 ? TensorType.INT32 : type;
        int bias =
            graph
                .tensor("bias" + i, biasType, units)
                .quantization(scale * filterScale, 0)
                .data(Samples.biases(random, biasType, units, 10_000))
                .index();
        scale *= (float) (filterScale * Math.sqrt(depth) * random.nextDouble(1, 100));
        depth = units;
        last = tensor(graph, random, "dense" + i, scale, batches, depth);
        graph.operator(
            BuiltinOperator.FULLY_CONNECTED,
            OptionsBuilder.of(OptionsType.FULLY_CONNECTED).int8(0, random.nextInt(4)),
            new int[] {from, filter, random.nextInt(4) == 0 ? -1 : bias},
            last);
      }
      if (i == count - 1 || random.nextInt(4) == 0) {
        outputs.add(last);
      }
    }
    graph.inputs(input).outputs(outputs.stream().mapToInt(Integer::intValue).toArray());
    return model.build();
  }

  private int tensor(
      GraphBuilder graph,
      RandomGenerator random,
      String name,
      float scale,
      int batches,
      int depth) {
    int zeroPoint = type == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
    return graph.tensor(name, type, batches, depth).quantization(scale, zeroPoint).index();
  }
}
