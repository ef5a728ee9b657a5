/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.conformance.sampler.OperatorSampler;
import org.tflm4j.interpreter.model.BuiltinOperator;

/** Samplers of the operators that only move elements. */
public final class LayoutSamplers {
  private static final List<BuiltinOperator> PARTS =
      List.of(
          BuiltinOperator.CONCATENATION,
          BuiltinOperator.PACK,
          BuiltinOperator.SPLIT,
          BuiltinOperator.SPLIT_V,
          BuiltinOperator.UNPACK);

  private static final List<BuiltinOperator> BLOCKS =
      List.of(
          BuiltinOperator.RESHAPE,
          BuiltinOperator.SQUEEZE,
          BuiltinOperator.EXPAND_DIMS,
          BuiltinOperator.SLICE,
          BuiltinOperator.STRIDED_SLICE);

  private LayoutSamplers() {}

  /** Returns the samplers of the family. */
  public static List<OperatorSampler> all() {
    List<OperatorSampler> samplers = new ArrayList<>();
    for (TensorType type : List.of(INT8, INT16, FLOAT32)) {
      samplers.add(new LayoutSampler(BuiltinOperator.PAD, type));
      samplers.add(new LayoutSampler(BuiltinOperator.PADV2, type));
      samplers.add(new LayoutSampler(BuiltinOperator.TRANSPOSE, type));
      for (BuiltinOperator operator : PARTS) {
        samplers.add(new PartsSampler(operator, type));
      }
      for (BuiltinOperator operator : BLOCKS) {
        samplers.add(new BlockSampler(operator, type));
      }
    }
    for (TensorType type : List.of(INT8, FLOAT32)) {
      samplers.add(new DepthSampler(BuiltinOperator.SPACE_TO_DEPTH, type));
      samplers.add(new DepthSampler(BuiltinOperator.DEPTH_TO_SPACE, type));
    }
    return samplers;
  }
}
