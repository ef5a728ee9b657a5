/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.model;

import java.util.List;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * A graph of operators, in the order of execution. All tensor indices were checked.
 *
 * @param index index of the subgraph in the model
 * @param name the name from the model, empty where it has none
 * @param tensors all tensors, with their bytes where they are constants
 * @param inputs tensor indices of the graph's inputs
 * @param outputs tensor indices of the graph's outputs
 * @param operators the operators in the order of execution
 * @param damaged true in a broken file where anything of the graph could not be read
 */
public record Subgraph(
    int index,
    String name,
    List<TensorSpec> tensors,
    TensorIndices inputs,
    TensorIndices outputs,
    List<OperatorNode> operators,
    boolean damaged) {
  /** Copies the lists. */
  public Subgraph {
    tensors = List.copyOf(tensors);
    operators = List.copyOf(operators);
  }
}
