/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.selection;

import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.spi.TensorUse;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.model.Subgraph;

/** Which operators of a subgraph use each tensor. */
final class TensorUses {
  private final List<TensorSpec> tensors;
  private final int[] first;
  private final int[] last;

  /** True for tensors that only operators of the subgraph use, one of which writes them. */
  private final boolean[] internal;

  TensorUses(Subgraph subgraph, List<TensorSpec> tensors, List<PreparedOperator> operators) {
    this.tensors = tensors;
    this.first = new int[tensors.size()];
    this.last = new int[tensors.size()];
    this.internal = new boolean[tensors.size()];
    Arrays.fill(first, Integer.MAX_VALUE);
    for (int i = 0; i < operators.size(); i++) {
      for (TensorSpec input : operators.get(i).inputs()) {
        if (input != null) {
          use(input.index(), i);
        }
      }
      for (TensorSpec output : operators.get(i).outputs()) {
        use(output.index(), i);
        internal[output.index()] = !output.isVariable() && !output.isConstant();
      }
    }
    subgraph.inputs().stream().forEach(tensor -> internal[tensor] = false);
    subgraph.outputs().stream().forEach(tensor -> internal[tensor] = false);
  }

  private void use(int tensor, int operator) {
    first[tensor] = Math.min(first[tensor], operator);
    last[tensor] = operator;
  }

  /** Returns the uses as a request for the operator {@code start} sees them. */
  TensorUse from(int start) {
    return tensor -> {
      int index = tensor.index();
      boolean known = index >= 0 && index < tensors.size() && tensors.get(index) == tensor;
      return known && internal[index] && first[index] >= start
          ? last[index] - start
          : TensorUse.NEEDED;
    };
  }
}
