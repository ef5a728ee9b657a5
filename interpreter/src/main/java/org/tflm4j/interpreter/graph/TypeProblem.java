/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.List;
import java.util.Objects;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;

/**
 * Why an operator meets types that it does not take: mostly the way in which the model was
 * converted.
 */
final class TypeProblem {
  private TypeProblem() {}

  /** Returns the problem as one of the kind that tells the setting of the converter to change. */
  static ModelProblem explained(ModelProblem problem, OperatorNode node, TensorSpec[] tensors) {
    if (problem.kind() != Kind.TYPES) {
      return problem;
    }
    List<TensorSpec> inputs =
        node.inputs().stream()
            .mapToObj(index -> index < 0 ? null : tensors[index])
            .filter(Objects::nonNull)
            .toList();
    if (inputs.stream().anyMatch(input -> input.type() == TensorType.FLOAT16)) {
      return problem.as(Kind.FLOAT16_TYPES);
    }
    boolean floatActivations =
        inputs.stream().anyMatch(input -> !input.isConstant() && input.type().isFloat());
    if (floatActivations && inputs.stream().anyMatch(TypeProblem::isQuantizedWeight)) {
      return problem.as(Kind.HYBRID_TYPES);
    }
    boolean uint8 =
        inputs.stream()
            .anyMatch(
                input -> input.type() == TensorType.UINT8 && input.quantization().isPresent());
    return uint8 ? problem.as(Kind.UINT8_TYPES) : problem;
  }

  private static boolean isQuantizedWeight(TensorSpec input) {
    return input.isConstant()
        && switch (input.type()) {
          case INT2, INT4, UINT4, INT8, UINT8, INT16 -> input.quantization().isPresent();
          default -> false;
        };
  }
}
