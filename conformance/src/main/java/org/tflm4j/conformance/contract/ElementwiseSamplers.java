/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** The samplers of arithmetic, activation functions, pooling and what else fills models. */
final class ElementwiseSamplers {
  private static final List<TensorType> TYPES =
      List.of(TensorType.INT8, TensorType.INT16, TensorType.FLOAT32);

  private ElementwiseSamplers() {}

  static List<OperatorSampler> all() {
    List<OperatorSampler> samplers = new ArrayList<>();
    for (TensorType type : TYPES) {
      samplers.add(new ArithmeticSampler(BuiltinOperator.ADD, type));
      samplers.add(new ArithmeticSampler(BuiltinOperator.SUB, type));
      samplers.add(new ArithmeticSampler(BuiltinOperator.MUL, type));
      samplers.add(new PoolSampler(BuiltinOperator.AVERAGE_POOL_2D, type));
      samplers.add(new PoolSampler(BuiltinOperator.MAX_POOL_2D, type));
      samplers.add(new ReductionSampler(BuiltinOperator.MEAN, type));
      samplers.add(new ReductionSampler(BuiltinOperator.SUM, type));
      samplers.add(new LayoutSampler(BuiltinOperator.PAD, type));
      samplers.add(new LayoutSampler(BuiltinOperator.PADV2, type));
      samplers.add(new LayoutSampler(BuiltinOperator.TRANSPOSE, type));
    }
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
    conversions(samplers);
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
