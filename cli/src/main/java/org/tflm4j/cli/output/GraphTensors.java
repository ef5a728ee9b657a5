/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.Interpreter;
import org.tflm4j.interpreter.schema.OperatorNode;
import org.tflm4j.interpreter.schema.Subgraph;

/** The tensors of a model that change while it runs, in the order in which they are written. */
public final class GraphTensors {
  private final List<Subgraph> subgraphs;
  private final boolean[] visited;
  private final boolean[][] listed;
  private final List<Entry> entries = new ArrayList<>();

  /** The role of a tensor in its graph. */
  public enum Role {
    INPUT,
    INTERMEDIATE,
    VARIABLE,
    OUTPUT
  }

  /**
   * A tensor and the operator that writes it.
   *
   * @param subgraph index of the graph
   * @param index index of the tensor in the graph
   * @param producer the operator that writes it first, null for an input
   */
  public record Entry(int subgraph, int index, Role role, OperatorNode producer) {
    /** Returns the tensor in an interpreter that preserves all, null if it never gets memory. */
    public Tensor in(Interpreter interpreter) {
      return interpreter.tensor(subgraph, index);
    }
  }

  private GraphTensors(List<Subgraph> subgraphs) {
    this.subgraphs = subgraphs;
    this.visited = new boolean[subgraphs.size()];
    this.listed =
        subgraphs.stream().map(s -> new boolean[s.tensors().size()]).toArray(boolean[][]::new);
  }

  /**
   * Returns the tensors of all graphs that the first one reaches: its inputs, then the outputs of
   * each operator. The tensors of graphs that an operator calls come before its outputs.
   */
  public static List<Entry> of(List<Subgraph> subgraphs) {
    GraphTensors tensors = new GraphTensors(subgraphs);
    tensors.visit(0);
    return List.copyOf(tensors.entries);
  }

  private void visit(int subgraphIndex) {
    if (visited[subgraphIndex]) {
      return;
    }
    visited[subgraphIndex] = true;
    Subgraph subgraph = subgraphs.get(subgraphIndex);
    for (int input : subgraph.inputs()) {
      add(subgraph, input, null);
    }
    for (OperatorNode node : subgraph.operators()) {
      for (int called : node.calledSubgraphs()) {
        visit(called);
      }
      for (int input : node.inputs()) {
        if (input >= 0 && subgraph.tensors().get(input).isVariable()) {
          add(subgraph, input, node);
        }
      }
      for (int output : node.outputs()) {
        add(subgraph, output, node);
      }
    }
    for (int output : subgraph.outputs()) {
      add(subgraph, output, null);
    }
  }

  private void add(Subgraph subgraph, int index, OperatorNode producer) {
    TensorSpec tensor = subgraph.tensors().get(index);
    if (!tensor.isConstant() && !listed[subgraph.index()][index]) {
      listed[subgraph.index()][index] = true;
      entries.add(new Entry(subgraph.index(), index, role(subgraph, tensor), producer));
    }
  }

  private static Role role(Subgraph subgraph, TensorSpec tensor) {
    if (tensor.isVariable()) {
      return Role.VARIABLE;
    }
    if (contains(subgraph.inputs(), tensor.index())) {
      return Role.INPUT;
    }
    return contains(subgraph.outputs(), tensor.index()) ? Role.OUTPUT : Role.INTERMEDIATE;
  }

  private static boolean contains(int[] indices, int index) {
    return Arrays.stream(indices).anyMatch(i -> i == index);
  }
}
