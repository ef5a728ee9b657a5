/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.schema.ModelException;
import org.tflm4j.interpreter.schema.OperatorNode;
import org.tflm4j.interpreter.schema.Subgraph;

/**
 * Checks that hold for every graph, whatever its operators: values exist before they are read,
 * constants are not written, and subgraphs do not call each other in a circle.
 */
final class GraphVerifier {
  /** Control flow nested deeper than this is refused. */
  private static final int MAX_NESTING = 64;

  private final List<Subgraph> subgraphs;
  private final List<String> problems = new ArrayList<>();

  private GraphVerifier(List<Subgraph> subgraphs) {
    this.subgraphs = subgraphs;
  }

  /**
   * Checks all subgraphs.
   *
   * @throws ModelException with every problem found
   */
  static void verify(List<Subgraph> subgraphs) {
    GraphVerifier verifier = new GraphVerifier(subgraphs);
    subgraphs.forEach(verifier::verifyDataFlow);
    subgraphs.forEach(verifier::verifyCalledSubgraphs);
    if (verifier.problems.isEmpty()) {
      verifier.verifyNesting(0, new boolean[subgraphs.size()], new int[subgraphs.size()]);
    }
    if (!verifier.problems.isEmpty()) {
      throw new ModelException(verifier.problems);
    }
  }

  private void verifyDataFlow(Subgraph subgraph) {
    boolean[] written = new boolean[subgraph.tensors().size()];
    for (int input : subgraph.inputs()) {
      written[input] = true;
    }
    for (OperatorNode node : subgraph.operators()) {
      for (int i = 0; i < node.inputs().length; i++) {
        int input = node.inputs()[i];
        if (input >= 0 && !written[input] && !hasValues(subgraph.tensors().get(input))) {
          problems.add(
              node.label()
                  + ": input "
                  + i
                  + ", "
                  + subgraph.tensors().get(input)
                  + ", is read before anything was written to it");
        }
      }
      for (int output : node.outputs()) {
        verifyOutput(node, subgraph.tensors().get(output));
        written[output] = true;
      }
    }
    for (int output : subgraph.outputs()) {
      if (!written[output] && !hasValues(subgraph.tensors().get(output))) {
        problems.add(
            "subgraph "
                + subgraph.index()
                + ": its output "
                + subgraph.tensors().get(output)
                + " is never written");
      }
    }
  }

  private static boolean hasValues(TensorSpec tensor) {
    return tensor.isConstant() || tensor.isVariable() || tensor.elementCount() == 0;
  }

  private void verifyOutput(OperatorNode node, TensorSpec output) {
    if (output.isConstant()) {
      problems.add(node.label() + ": its output " + output + " is a constant");
    }
    for (int input : node.inputs()) {
      if (input == output.index()) {
        problems.add(node.label() + ": " + output + " is both an input and an output");
      }
    }
  }

  private void verifyCalledSubgraphs(Subgraph subgraph) {
    for (OperatorNode node : subgraph.operators()) {
      for (int called : node.calledSubgraphs()) {
        if (called < 0 || called >= subgraphs.size()) {
          problems.add(
              node.label()
                  + ": there is no subgraph "
                  + called
                  + ", the model has "
                  + subgraphs.size());
        }
      }
    }
  }

  /**
   * Looks for circles of calls, depth first, each subgraph once.
   *
   * @param height how deep the calls below each finished subgraph nest, plus 1
   */
  private void verifyNesting(int index, boolean[] open, int[] height) {
    open[index] = true;
    int deepest = 0;
    for (OperatorNode node : subgraphs.get(index).operators()) {
      for (int called : node.calledSubgraphs()) {
        if (open[called]) {
          problems.add(
              node.label()
                  + ": subgraph "
                  + called
                  + " would run inside itself; recursion is not supported");
          continue;
        }
        if (height[called] == 0 && problems.isEmpty()) {
          verifyNesting(called, open, height);
        }
        deepest = Math.max(deepest, height[called]);
      }
    }
    open[index] = false;
    height[index] = deepest + 1;
    if (height[index] > MAX_NESTING && problems.isEmpty()) {
      problems.add("control flow is nested deeper than " + MAX_NESTING + " subgraphs");
    }
  }
}
