/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.model.BuiltinOperator;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Subgraph;

/**
 * Checks that hold for every graph, whatever its operators: values exist before they are read,
 * constants are not written, and subgraphs do not call each other in a circle.
 */
final class GraphVerifier {
  /** Enough to see what is wrong; a broken file can have millions. */
  private static final int MAX_PROBLEMS = 100;

  private final List<Subgraph> subgraphs;
  private final int maxNesting;
  private final List<ModelProblem> problems = new ArrayList<>();

  /** True once the calls of subgraphs are known to be wrong. */
  private boolean stopped;

  private GraphVerifier(List<Subgraph> subgraphs, int maxNesting) {
    this.subgraphs = subgraphs;
    this.maxNesting = maxNesting;
  }

  /**
   * Checks all subgraphs, as far as they are not damaged.
   *
   * @param maxNesting control flow that is nested deeper is refused
   * @return every problem found
   */
  static List<ModelProblem> problems(List<Subgraph> subgraphs, int maxNesting) {
    GraphVerifier verifier = new GraphVerifier(subgraphs, maxNesting);
    subgraphs.forEach(verifier::verifyDataFlow);
    int before = verifier.problems.size();
    subgraphs.forEach(verifier::verifyCalledSubgraphs);
    if (verifier.problems.size() == before && before < MAX_PROBLEMS) {
      verifier.verifyNesting(0, 1, new boolean[subgraphs.size()], new int[subgraphs.size()]);
    }
    return verifier.problems;
  }

  private void verifyDataFlow(Subgraph subgraph) {
    boolean[] written = new boolean[subgraph.tensors().size()];
    subgraph.inputs().stream().forEach(input -> written[input] = true);
    int[] lastReader = new int[subgraph.tensors().size()];
    Arrays.fill(lastReader, -1);
    // Where something could not be read, nobody knows what was written.
    boolean complete = !subgraph.damaged();
    for (OperatorNode node : subgraph.operators()) {
      verifyInputs(subgraph, node, written, lastReader, complete);
      for (int i = 0; i < node.outputs().size(); i++) {
        int output = node.outputs().get(i);
        verifyOutput(node, subgraph.tensors().get(output), lastReader);
        written[output] = true;
      }
      verifyExtras(subgraph, node);
    }
    for (int i = 0; i < subgraph.outputs().size(); i++) {
      int output = subgraph.outputs().get(i);
      if (complete && !written[output] && !hasValues(subgraph.tensors().get(output))) {
        report(
            new ModelProblem(
                Kind.GRAPH,
                subgraph.index(),
                -1,
                "",
                "subgraph "
                    + subgraph.index()
                    + ": its output "
                    + subgraph.tensors().get(output)
                    + " is never written",
                Kind.GRAPH.remedy()));
      }
    }
  }

  private void verifyInputs(
      Subgraph subgraph, OperatorNode node, boolean[] written, int[] lastReader, boolean complete) {
    for (int i = 0; i < node.inputs().size(); i++) {
      int input = node.inputs().get(i);
      if (input < 0) {
        continue;
      }
      lastReader[input] = node.index();
      if (complete && !written[input] && !hasValues(subgraph.tensors().get(input))) {
        report(
            node,
            "input "
                + i
                + ", "
                + subgraph.tensors().get(input)
                + ", is read before anything was written to it");
      }
    }
  }

  /** TFLM refuses intermediate tensors that need memory, and builtin operators with extra bytes. */
  private void verifyExtras(Subgraph subgraph, OperatorNode node) {
    for (int i = 0; i < node.intermediates().size(); i++) {
      int intermediate = node.intermediates().get(i);
      if (intermediate >= 0 && subgraph.tensors().get(intermediate).byteSize() != 0) {
        report(
            node,
            "its intermediate "
                + subgraph.tensors().get(intermediate)
                + " has elements; intermediate tensors carry quantization parameters only");
      }
    }
    if (node.code() != BuiltinOperator.CUSTOM && node.customOptions() != null) {
      report(node, "a builtin operator with custom options is not supported");
    }
  }

  private void report(OperatorNode node, String problem) {
    report(ModelProblem.of(Kind.GRAPH, node, problem));
  }

  private void report(ModelProblem problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  private static boolean hasValues(TensorSpec tensor) {
    return tensor.isConstant() || tensor.isVariable() || tensor.elementCount() == 0;
  }

  private void verifyOutput(OperatorNode node, TensorSpec output, int[] lastReader) {
    if (output.isConstant()) {
      report(node, "its output " + output + " is a constant");
    }
    if (lastReader[output.index()] == node.index()) {
      report(node, output + " is both an input and an output");
    }
  }

  private void verifyCalledSubgraphs(Subgraph subgraph) {
    for (OperatorNode node : subgraph.operators()) {
      for (int called : node.calledSubgraphs()) {
        if (called < 0 || called >= subgraphs.size()) {
          report(node, "there is no subgraph " + called + ", the model has " + subgraphs.size());
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
    if (depth > maxNesting) {
      reportTooDeep();
      return;
    }
    open[index] = true;
    int deepest = 0;
    for (OperatorNode node : subgraphs.get(index).operators()) {
      for (int called : node.calledSubgraphs()) {
        if (open[called]) {
          report(
              node, "subgraph " + called + " would run inside itself; recursion is not supported");
          stopped = true;
          continue;
        }
        if (height[called] == 0 && !stopped) {
          verifyNesting(called, depth + 1, open, height);
        }
        deepest = Math.max(deepest, height[called]);
      }
    }
    open[index] = false;
    height[index] = deepest + 1;
    if (height[index] > maxNesting && !stopped) {
      reportTooDeep();
    }
  }

  private void reportTooDeep() {
    stopped = true;
    report(
        ModelProblem.of(
            Kind.GRAPH, "control flow is nested deeper than " + maxNesting + " subgraphs"));
  }
}
