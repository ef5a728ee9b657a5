/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.List;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.model.TensorIndices;
import org.tflm4j.interpreter.prepare.ControlFlowOp.CallOnce;
import org.tflm4j.interpreter.prepare.ControlFlowOp.If;
import org.tflm4j.interpreter.prepare.ControlFlowOp.While;

/**
 * Checks that the values which control flow copies into subgraphs and back fit: as many, of the
 * same type and size. Needs the shapes that all operators have set.
 */
final class CallVerifier {
  private final List<Subgraph> subgraphs;
  private final TensorSpec[][] tensors;

  CallVerifier(List<Subgraph> subgraphs, TensorSpec[][] tensors) {
    this.subgraphs = subgraphs;
    this.tensors = tensors;
  }

  /**
   * Checks one operator.
   *
   * @throws ModelException if it calls a subgraph that does not fit
   */
  void verify(OperatorNode node, Op op) {
    switch (op) {
      case If(int thenSubgraph, int elseSubgraph) -> {
        verifyInputs(node, thenSubgraph, 1);
        verifyOutputs(node, thenSubgraph);
        verifyInputs(node, elseSubgraph, 1);
        verifyOutputs(node, elseSubgraph);
      }
      case While(int condSubgraph, int bodySubgraph) -> {
        verifyInputs(node, condSubgraph, 0);
        verifyCondition(node, condSubgraph);
        verifyInputs(node, bodySubgraph, 0);
        verifyOutputs(node, bodySubgraph);
        for (int i = 0; i < node.inputs().size(); i++) {
          TensorSpec output = tensor(node.subgraph(), node.outputs().get(i));
          verifyCopy(
              node, tensor(node.subgraph(), node.inputs().get(i)), output, "is the first value of");
        }
      }
      case CallOnce(int initSubgraph) -> {
        Subgraph called = subgraphs.get(initSubgraph);
        if (called.inputs().size() + called.outputs().size() != 0) {
          throw fail(
              node,
              "subgraph "
                  + initSubgraph
                  + " has "
                  + called.inputs().size()
                  + " inputs and "
                  + called.outputs().size()
                  + " outputs, needs none");
        }
      }
      default -> {}
    }
  }

  private TensorSpec tensor(int subgraph, int index) {
    return tensors[subgraph][index];
  }

  private void verifyInputs(OperatorNode node, int subgraph, int first) {
    TensorIndices called = subgraphs.get(subgraph).inputs();
    int given = node.inputs().size() - first;
    if (called.size() != given) {
      throw fail(
          node,
          "subgraph " + subgraph + " has " + called.size() + " inputs, but is given " + given);
    }
    for (int i = 0; i < called.size(); i++) {
      TensorSpec input = tensor(subgraph, called.get(i));
      if (input.isConstant()) {
        throw fail(
            node, "input " + i + " of subgraph " + subgraph + ", " + input + ", is a constant");
      }
      verifyCopy(
          node,
          tensor(node.subgraph(), node.inputs().get(first + i)),
          input,
          "goes to subgraph " + subgraph + " as");
    }
  }

  private void verifyOutputs(OperatorNode node, int subgraph) {
    TensorIndices called = subgraphs.get(subgraph).outputs();
    if (called.size() != node.outputs().size()) {
      throw fail(
          node,
          "subgraph "
              + subgraph
              + " has "
              + called.size()
              + " outputs, but the operator has "
              + node.outputs().size());
    }
    for (int i = 0; i < called.size(); i++) {
      verifyCopy(
          node,
          tensor(subgraph, called.get(i)),
          tensor(node.subgraph(), node.outputs().get(i)),
          "comes from subgraph " + subgraph + " as");
    }
  }

  private void verifyCondition(OperatorNode node, int subgraph) {
    TensorIndices outputs = subgraphs.get(subgraph).outputs();
    if (outputs.size() == 0) {
      throw fail(node, "subgraph " + subgraph + " has no output, needs the condition");
    }
    TensorSpec condition = tensor(subgraph, outputs.get(0));
    if (condition.type() != TensorType.BOOL || condition.elementCount() != 1) {
      throw fail(
          node,
          "the condition of subgraph " + subgraph + ", " + condition + ", needs to be one BOOL");
    }
  }

  private static void verifyCopy(
      OperatorNode node, TensorSpec from, TensorSpec to, String relation) {
    if (from.type() != to.type() || from.elementCount() != to.elementCount()) {
      throw fail(
          node,
          from + " " + relation + " " + to + "; both need the same type and number of elements");
    }
  }

  private static ModelException fail(OperatorNode node, String problem) {
    return new ModelException(ModelProblem.of(Kind.GRAPH, node, problem));
  }
}
