/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.model;

import org.tflm4j.api.tensor.TensorSpec.ConstantData;

/**
 * An operator of a graph, as the file describes it. Tensor indices were checked against the
 * subgraph; -1 stands for an absent optional input.
 *
 * @param subgraph index of the subgraph
 * @param index index of the operator in its subgraph, which is also its place in the order of
 *     execution
 * @param code the builtin operator, {@link BuiltinOperator#CUSTOM} for a custom one
 * @param customName the name of a custom operator, empty for a builtin one
 * @param version the version of the operator in the file
 * @param inputs tensor indices
 * @param outputs tensor indices
 * @param intermediates tensor indices; they carry quantization parameters only
 * @param options the builtin options
 * @param options2 those of the second union of builtin options
 * @param customOptions bytes of a custom operator's options within the model, null where the file
 *     has none
 * @param damaged true in a broken file where the operator or one of its tensors could not be read;
 *     of its inputs and outputs those are left that exist
 */
public record OperatorNode(
    int subgraph,
    int index,
    BuiltinOperator code,
    String customName,
    int version,
    TensorIndices inputs,
    TensorIndices outputs,
    TensorIndices intermediates,
    OperatorOptions options,
    OperatorOptions options2,
    ConstantData customOptions,
    boolean damaged) {
  /** Returns the name of the builtin or custom operator. */
  public String name() {
    return code == BuiltinOperator.CUSTOM ? customName : code.name();
  }

  /**
   * Returns for example {@code operator 3 CONV_2D}, with the subgraph where it is not the first.
   */
  public String label() {
    return "operator " + index + " " + name() + (subgraph == 0 ? "" : " of subgraph " + subgraph);
  }

  /**
   * Returns the indices of the subgraphs that a control flow operator runs, in that order; not
   * checked.
   */
  public int[] calledSubgraphs() {
    return switch (code) {
      // IfOptions: 0 then_subgraph_index, 1 else_subgraph_index; WhileOptions: 0 cond_, 1
      // body_subgraph_index
      case IF, WHILE -> new int[] {options.int32(0, 0), options.int32(1, 0)};
      // CallOnceOptions: 0 init_subgraph_index
      case CALL_ONCE -> new int[] {options.int32(0, 0)};
      default -> new int[0];
    };
  }
}
