/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.reduction;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Samplers of reductions. */
public final class ReductionSamplers {
  private ReductionSamplers() {}

  /** Returns the samplers of the family. */
  public static List<OperatorSampler> all() {
    List<OperatorSampler> samplers = new ArrayList<>();
    for (TensorType type : List.of(INT8, INT16, FLOAT32)) {
      samplers.add(new ReductionSampler(BuiltinOperator.MEAN, type));
      samplers.add(new ReductionSampler(BuiltinOperator.SUM, type));
    }
    samplers.add(new ReductionSampler(BuiltinOperator.REDUCE_MAX, INT8));
    samplers.add(new ReductionSampler(BuiltinOperator.REDUCE_MIN, INT8));
    return samplers;
  }
}
