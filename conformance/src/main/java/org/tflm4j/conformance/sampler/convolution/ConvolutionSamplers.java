/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.convolution;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT4;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Samplers of convolution and pooling. */
public final class ConvolutionSamplers {
  private ConvolutionSamplers() {}

  /** Returns the samplers of the family. */
  public static List<OperatorSampler> all() {
    List<OperatorSampler> samplers = new ArrayList<>();
    for (TensorType type : List.of(INT8, INT16, FLOAT32)) {
      TensorType filter = type == FLOAT32 ? FLOAT32 : INT8;
      samplers.add(new ConvolutionSampler(false, type, filter));
      samplers.add(new ConvolutionSampler(true, type, filter));
      samplers.add(new TransposeConvSampler(type));
      samplers.add(new PoolSampler(BuiltinOperator.AVERAGE_POOL_2D, type));
      samplers.add(new PoolSampler(BuiltinOperator.MAX_POOL_2D, type));
    }
    samplers.add(new ConvolutionSampler(false, INT8, INT4));
    samplers.add(new ConvolutionSampler(true, INT8, INT4));
    for (TensorType type : List.of(INT8, FLOAT32)) {
      samplers.add(new ConvolutionSampler(false, type, type, true));
      samplers.add(new ConvolutionSampler(true, type, type, true));
    }
    return samplers;
  }
}
