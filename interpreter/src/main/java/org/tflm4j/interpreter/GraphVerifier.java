/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.schema.BuiltinOperator;
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

  /** Enough to see what is wrong; a broken file can have millions. */
  private static final int MAX_PROBLEMS = 100;

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
      verifier.verifyNesting(0, 1, new boolean[subgraphs.size()], new int[subgraphs.size()]);
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
    int[] lastReader = new int[subgraph.tensors().size()];
    Arrays.fill(lastReader, -1);
    for (OperatorNode node : subgraph.operators()) {
      verifyInputs(subgraph, node, written, lastReader);
      for (int output : node.outputs()) {
        verifyOutput(node, subgraph.tensors().get(output), lastReader);
        written[output] = true;
      }
      verifyExtras(subgraph, node);
    }
    for (int output : subgraph.outputs()) {
      if (!written[output] && !hasValues(subgraph.tensors().get(output))) {
        report(
            "subgraph "
                + subgraph.index()
                + ": its output "
                + subgraph.tensors().get(output)
                + " is never written");
      }
    }
  }

  private void verifyInputs(
      Subgraph subgraph, OperatorNode node, boolean[] written, int[] lastReader) {
    for (int i = 0; i < node.inputs().length; i++) {
      int input = node.inputs()[i];
      if (input < 0) {
        continue;
      }
      lastReader[input] = node.index();
      if (!written[input] && !hasValues(subgraph.tensors().get(input))) {
        report(
            node.label()
                + ": input "
                + i
                + ", "
                + subgraph.tensors().get(input)
                + ", is read before anything was written to it");
      }
    }
  }

  /** TFLM refuses intermediate tensors that need memory, and builtin operators with extra bytes. */
  private void verifyExtras(Subgraph subgraph, OperatorNode node) {
    for (int intermediate : node.intermediates()) {
      if (intermediate >= 0 && subgraph.tensors().get(intermediate).byteSize() != 0) {
        report(
            node.label()
                + ": its intermediate "
                + subgraph.tensors().get(intermediate)
                + " has elements; intermediate tensors carry quantization parameters only");
      }
    }
    if (node.code() != BuiltinOperator.CUSTOM && node.customOptions() != null) {
      report(node.label() + ": a builtin operator with custom options is not supported");
    }
  }

  private void report(String problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  private static boolean hasValues(TensorSpec tensor) {
    return tensor.isConstant() || tensor.isVariable() || tensor.elementCount() == 0;
  }

  private void verifyOutput(OperatorNode node, TensorSpec output, int[] lastReader) {
    if (output.isConstant()) {
      report(node.label() + ": its output " + output + " is a constant");
    }
    if (lastReader[output.index()] == node.index()) {
      report(node.label() + ": " + output + " is both an input and an output");
    }
  }

  private void verifyCalledSubgraphs(Subgraph subgraph) {
    for (OperatorNode node : subgraph.operators()) {
      for (int called : node.calledSubgraphs()) {
        if (called < 0 || called >= subgraphs.size()) {
          report(
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
   * @param depth how many subgraphs are open, this one included
   * @param height how deep the calls below each finished subgraph nest, plus 1
   */
  private void verifyNesting(int index, int depth, boolean[] open, int[] height) {
    if (depth > MAX_NESTING) {
      report("control flow is nested deeper than " + MAX_NESTING + " subgraphs");
      return;
    }
    open[index] = true;
    int deepest = 0;
    for (OperatorNode node : subgraphs.get(index).operators()) {
      for (int called : node.calledSubgraphs()) {
        if (open[called]) {
          report(
              node.label()
                  + ": subgraph "
                  + called
                  + " would run inside itself; recursion is not supported");
          continue;
        }
        if (height[called] == 0 && problems.isEmpty()) {
          verifyNesting(called, depth + 1, open, height);
        }
        deepest = Math.max(deepest, height[called]);
      }
    }
    open[index] = false;
    height[index] = deepest + 1;
    if (height[index] > MAX_NESTING && problems.isEmpty()) {
      report("control flow is nested deeper than " + MAX_NESTING + " subgraphs");
    }
  }
}
