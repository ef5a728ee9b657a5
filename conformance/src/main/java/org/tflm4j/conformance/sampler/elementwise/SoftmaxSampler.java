/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.elementwise;

import java.util.random.RandomGenerator;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.model.GraphBuilder;
import org.tflm4j.conformance.model.ModelBuilder;
import org.tflm4j.conformance.model.OptionsBuilder;
import org.tflm4j.conformance.model.OptionsType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.conformance.sampler.Samples;
import org.tflm4j.interpreter.schema.BuiltinOperator;

/** SOFTMAX: rows of one element to thousands, betas and scales from flat to steep. */
final class SoftmaxSampler implements OperatorSampler {
  private final TensorType inputType;
  private final TensorType outputType;

  SoftmaxSampler(TensorType inputType, TensorType outputType) {
    this.inputType = inputType;
    this.outputType = outputType;
  }

  @Override
  public String name() {
    return "SOFTMAX " + inputType + (inputType == outputType ? "" : " to " + outputType);
  }

  /** The sum of FLOAT32 depends on its order. */
  @Override
  public float tolerance() {
    return 1e-6f;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int depth =
        Samples.oneOf(
            random, random.nextInt(1, 40), random.nextInt(40, 300), random.nextInt(300, 6000));
    int[] shape = {depth > 300 ? 1 : random.nextInt(1, 6), depth};
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float inputScale = Math.scalb(Samples.scale(random), 8 - inputType.bits());
    int zeroPoint = inputType == TensorType.INT8 ? Samples.zeroPoint(random) : 0;
    int input = graph.tensor("input", inputType, shape).quantization(inputScale, zeroPoint).index();
    boolean int8 = inputType == TensorType.INT8;
    float outputScale = int8 ? Math.scalb(1f, -outputType.bits()) : 1f / 32768;
    int outputZeroPoint = int8 ? -1 << (outputType.bits() - 1) : 0;
    int output =
        graph
            .tensor("output", outputType, shape)
            .quantization(outputScale, outputZeroPoint)
            .index();
    // SoftmaxOptions: 0 beta
    float beta = random.nextBoolean() ? 1 : (float) random.nextDouble(0.1, 4);
    graph
        .operator(
            BuiltinOperator.SOFTMAX,
            OptionsBuilder.of(OptionsType.SOFTMAX).float32(0, beta),
            new int[] {input},
            output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }
}
