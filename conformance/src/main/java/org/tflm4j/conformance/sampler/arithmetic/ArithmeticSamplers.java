/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.arithmetic;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Samplers of arithmetic on two tensors. */
public final class ArithmeticSamplers {
  private ArithmeticSamplers() {}

  /** Returns the samplers of the family. */
  public static List<OperatorSampler> all() {
    List<OperatorSampler> samplers = new ArrayList<>();
    for (TensorType type : List.of(INT8, INT16, FLOAT32)) {
      samplers.add(new ArithmeticSampler(BuiltinOperator.ADD, type));
      samplers.add(new ArithmeticSampler(BuiltinOperator.SUB, type));
      samplers.add(new ArithmeticSampler(BuiltinOperator.MUL, type));
    }
    for (TensorType type : List.of(INT8, FLOAT32)) {
      samplers.add(new ArithmeticSampler(BuiltinOperator.SQUARED_DIFFERENCE, type));
      samplers.add(new ArithmeticSampler(BuiltinOperator.MAXIMUM, type));
      samplers.add(new ArithmeticSampler(BuiltinOperator.MINIMUM, type));
      samplers.add(new ArithmeticSampler(BuiltinOperator.PRELU, type));
    }
    return samplers;
  }
}
