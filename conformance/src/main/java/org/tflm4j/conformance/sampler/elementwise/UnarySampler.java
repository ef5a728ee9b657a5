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
import org.tflm4j.interpreter.model.BuiltinOperator;

/**
 * Activation functions and conversions of type: every vector tail, one block and several, scales
 * near and far from each other.
 */
final class UnarySampler implements OperatorSampler {
  private final BuiltinOperator operator;
  private final TensorType inputType;
  private final TensorType outputType;

  UnarySampler(BuiltinOperator operator, TensorType inputType, TensorType outputType) {
    this.operator = operator;
    this.inputType = inputType;
    this.outputType = outputType;
  }

  @Override
  public String name() {
    return operator + " " + inputType + (inputType == outputType ? "" : " to " + outputType);
  }

  /** Functions of the platform differ in the last bit. */
  @Override
  public float tolerance() {
    boolean exponential = operator == BuiltinOperator.LOGISTIC || operator == BuiltinOperator.TANH;
    return exponential ? 2e-7f : 0;
  }

  @Override
  public boolean takesAnyMagnitude() {
    return true;
  }

  @Override
  public byte[] draw(RandomGenerator random) {
    int[] shape = {
      random.nextInt(1, 4), Samples.oneOf(random, random.nextInt(1, 70), random.nextInt(70, 1500))
    };
    ModelBuilder model = new ModelBuilder();
    GraphBuilder graph = model.graph();
    float scale = Samples.scale(random);
    // Elements of 16 and 32 bits mean as much as those of 8, in smaller steps.
    float inputScale = Math.scalb(scale, 8 - inputType.bits());
    float outputScale =
        Math.scalb(scale * (float) random.nextDouble(0.2, 5), 8 - outputType.bits());
    int outputZeroPoint = zeroPoint(random, outputType);
    switch (operator) {
      case LOGISTIC -> {
        outputScale = outputType == TensorType.INT16 ? 1f / 32768 : 1f / 256;
        outputZeroPoint = outputType == TensorType.INT16 ? 0 : -128;
      }
      case TANH -> {
        outputScale = outputType == TensorType.INT16 ? 1f / 32768 : 1f / 128;
        outputZeroPoint = 0;
      }
      default -> {}
    }
    int input =
        graph
            .tensor("input", inputType, shape)
            .quantization(inputScale, zeroPoint(random, inputType))
            .index();
    int output =
        graph
            .tensor("output", outputType, shape)
            .quantization(outputScale, outputZeroPoint)
            .index();
    graph
        .operator(operator, options(random), new int[] {input}, output)
        .inputs(input)
        .outputs(output);
    return model.build();
  }

  private OptionsBuilder options(RandomGenerator random) {
    return switch (operator) {
      case LEAKY_RELU ->
          OptionsBuilder.of(OptionsType.LEAKY_RELU).float32(0, (float) random.nextDouble(-1, 2));
      case QUANTIZE -> OptionsBuilder.of(OptionsType.QUANTIZE);
      case DEQUANTIZE -> OptionsBuilder.of(OptionsType.DEQUANTIZE);
      case HARD_SWISH -> OptionsBuilder.of(OptionsType.HARD_SWISH);
      default -> OptionsBuilder.of(OptionsType.NONE);
    };
  }

  private int zeroPoint(RandomGenerator random, TensorType type) {
    return switch (type) {
      case INT8 -> Samples.zeroPoint(random);
      case UINT8 -> Samples.zeroPoint(random) + 128;
      case INT16 ->
          operator == BuiltinOperator.DEQUANTIZE || operator == BuiltinOperator.QUANTIZE
              ? random.nextInt(-2000, 2000)
              : 0;
      default -> 0;
    };
  }
}
