/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.elementwise;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Samplers of activation functions, softmax and conversions of type. */
public final class ElementwiseSamplers {
  private static final List<TensorType> TYPES =
      List.of(TensorType.INT8, TensorType.INT16, TensorType.FLOAT32);

  private ElementwiseSamplers() {}

  /** Returns the samplers of the family. */
  public static List<OperatorSampler> all() {
    List<OperatorSampler> samplers = new ArrayList<>();
    for (TensorType type : TYPES) {
      samplers.add(new UnarySampler(BuiltinOperator.RELU, type, type));
      samplers.add(new UnarySampler(BuiltinOperator.RELU6, type, type));
      samplers.add(new UnarySampler(BuiltinOperator.LEAKY_RELU, type, type));
      samplers.add(new UnarySampler(BuiltinOperator.LOGISTIC, type, type));
      samplers.add(new UnarySampler(BuiltinOperator.TANH, type, type));
    }
    samplers.add(new UnarySampler(BuiltinOperator.HARD_SWISH, TensorType.INT8, TensorType.INT8));
    samplers.add(
        new UnarySampler(BuiltinOperator.HARD_SWISH, TensorType.FLOAT32, TensorType.FLOAT32));
    samplers.add(new UnarySampler(BuiltinOperator.ABS, TensorType.INT8, TensorType.INT8));
    samplers.add(new UnarySampler(BuiltinOperator.ELU, TensorType.INT8, TensorType.INT8));
    samplers.add(new UnarySampler(BuiltinOperator.LOGICAL_NOT, TensorType.BOOL, TensorType.BOOL));
    conversions(samplers);
    samplers.add(new UnarySampler(BuiltinOperator.QUANTIZE, TensorType.INT8, TensorType.UINT8));
    samplers.add(new UnarySampler(BuiltinOperator.QUANTIZE, TensorType.UINT8, TensorType.INT8));
    samplers.add(
        new UnarySampler(BuiltinOperator.DEQUANTIZE, TensorType.UINT8, TensorType.FLOAT32));
    samplers.add(new SoftmaxSampler(TensorType.INT8, TensorType.INT8));
    samplers.add(new SoftmaxSampler(TensorType.INT8, TensorType.INT16));
    samplers.add(new SoftmaxSampler(TensorType.INT16, TensorType.INT16));
    samplers.add(new SoftmaxSampler(TensorType.FLOAT32, TensorType.FLOAT32));
    return samplers;
  }

  private static void conversions(List<OperatorSampler> samplers) {
    for (TensorType input : TYPES) {
      for (TensorType output : List.of(TensorType.INT8, TensorType.INT16)) {
        samplers.add(new UnarySampler(BuiltinOperator.QUANTIZE, input, output));
        samplers.add(new UnarySampler(BuiltinOperator.QUANTIZE, TensorType.INT32, output));
      }
      if (input != TensorType.FLOAT32) {
        samplers.add(new UnarySampler(BuiltinOperator.QUANTIZE, input, TensorType.INT32));
        samplers.add(new UnarySampler(BuiltinOperator.DEQUANTIZE, input, TensorType.FLOAT32));
      }
    }
  }
}
