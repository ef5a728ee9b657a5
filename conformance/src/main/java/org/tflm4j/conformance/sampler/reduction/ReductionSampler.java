/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.reduction;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Reductions: any axes of one to five, negative and repeated ones too, rows short and long. */
final class ReductionSampler implements OperatorSampler {
  private final BuiltinOperator operator;
  private final TensorType type;

  ReductionSampler(BuiltinOperator operator, TensorType type) {
    this.operator = operator;
    this.type = type;
  }

  @Override
  public String name() {
    return operator + " " + type;
  }

  /** Sums of up to some thousand FLOAT32 elements, in another order. */
  @Override
  public float tolerance() {
    return operator == BuiltinOperator.SUM ? 2e-3f : 1e-5f;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int rank = random.nextInt(1, 6);
    int[] shape = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int longest = axis == rank - 1 ? 120 : rank < 3 ? 300 : 9;
      shape[axis] = Samples.oneOf(random, 1, random.nextInt(1, 4), random.nextInt(1, longest));
    }
    boolean[] reduced = new boolean[rank];
    int[] axes = new int[random.nextInt(1, rank + 1)];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = random.nextInt(-rank, rank);
      reduced[Math.floorMod(axes[i], rank)] = true;
    }
    // Half of the images are reduced along height and width.
    if (rank == 4 && random.nextBoolean()) {
      axes = new int[] {1, 2};
      reduced = new boolean[] {false, true, true, false};
    }
    boolean[] isReduced = reduced;
    int[] kept = IntStream.range(0, rank).filter(i -> !isReduced[i]).map(i -> shape[i]).toArray();
    int elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int count = elements / Arrays.stream(kept).reduce(1, (a, b) -> a * b);
    boolean mean = operator == BuiltinOperator.MEAN;
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float scale = Samples.scale(random);
    float outputScale = (float) (scale * random.nextDouble(0.2, 3) * (mean ? 1 : Math.sqrt(count)));
    int inputZeroPoint = zeroPoint(random);
    int input = graph.tensor("input", type, shape).quantization(scale, inputZeroPoint).index();
    int axesIndex = graph.tensor("axes", TensorType.INT32, axes.length).data(axes).index();
    boolean sums = mean || operator == BuiltinOperator.SUM;
    int output =
        graph
            .tensor("output", type, kept)
            .quantization(sums ? outputScale : scale, sums ? zeroPoint(random) : inputZeroPoint)
            .index();
    graph
        .operator(
            operator,
            OptionsBuilder.of(OptionsType.REDUCER).bool(0, false),
            new int[] {input, axesIndex},
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }

  private int zeroPoint(RandomGenerator random) {
    return type == TensorType.INT16 ? random.nextInt(-3000, 3000) : Samples.zeroPoint(random);
  }
}
