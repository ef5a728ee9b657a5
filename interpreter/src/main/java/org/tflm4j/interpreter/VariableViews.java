/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tflm4j.api.op.CircularBuffer;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.graph.PreparedModel;
import org.tflm4j.interpreter.graph.PreparedOperator;
import org.tflm4j.interpreter.memory.Lifetimes;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.prepare.ControlFlowOp;

/**
 * Finds values of resource variables that may lie in the place of their variable, so that nothing
 * is copied and the arena is smaller: what READ_VARIABLE reads, if the variable is not written as
 * long as the value is needed; and what ASSIGN_VARIABLE writes, if the operator in front of it
 * makes the value when nobody needs the variable's old one any more. Only the first subgraph is
 * looked at, which runs once in an invocation.
 */
final class VariableViews {
  private static final int NONE = -1;

  private final PreparedModel prepared;
  private final Lifetimes lifetimes;
  private final Subgraph main;

  /** How many operators write each operand of the first subgraph. */
  private final int[] writers;

  /** Where values of each variable are copied, in any subgraph, by its id. */
  private final List<List<Copy>> copies = new ArrayList<>();

  /** The variable in whose place each tensor of the first subgraph lies. */
  private final int[] variableOf;

  /**
   * A READ_VARIABLE or ASSIGN_VARIABLE.
   *
   * @param id the variable
   * @param writes true if it writes the variable
   * @param first when the variable is first in use
   * @param last when it is last in use
   * @param value what is read or assigned, if it may lie in the place of the variable; else null
   */
  private record Copy(int id, boolean writes, int first, int last, TensorSpec value) {
    boolean isDuring(int from, int to) {
      return first <= to && last >= from;
    }
  }

  private VariableViews(PreparedModel prepared, Lifetimes lifetimes) {
    this.prepared = prepared;
    this.lifetimes = lifetimes;
    this.main = prepared.model().subgraphs().getFirst();
    this.writers = new int[prepared.operands(0).size()];
    this.variableOf = new int[prepared.tensors(0).size()];
    Arrays.fill(variableOf, NONE);
    for (PreparedOperator operator : prepared.operators(0)) {
      operator.outputs().forEach(output -> writers[output.index()]++);
    }
    prepared.resourceVariables().forEach(variable -> copies.add(new ArrayList<>()));
  }

  /**
   * Returns for each tensor of the first subgraph the id of the variable in whose place it may lie,
   * or -1.
   */
  static int[] of(PreparedModel prepared, Lifetimes lifetimes) {
    VariableViews views = new VariableViews(prepared, lifetimes);
    if (!views.copies.isEmpty() && views.findCopies()) {
      views.copies.forEach(views::choose);
    }
    return views.variableOf;
  }

  /** Returns false if it is not known which variables some operators access. */
  private boolean findCopies() {
    for (int subgraph = 0; subgraph < prepared.model().subgraphs().size(); subgraph++) {
      if (lifetimes.runs(subgraph) && !findCopies(subgraph)) {
        return false;
      }
    }
    return true;
  }

  private boolean findCopies(int subgraph) {
    PreparedOperator before = null;
    for (PreparedOperator operator : prepared.operators(subgraph)) {
      if (operator.op() instanceof ControlFlowOp.ReadVariable
          || operator.op() instanceof ControlFlowOp.AssignVariable) {
        return false;
      }
      int read = variable(subgraph, operator.inputs());
      int written = variable(subgraph, operator.outputs());
      int first = lifetimes.operatorFirst(subgraph, operator.node().index());
      int last = lifetimes.operatorLast(subgraph, operator.node().index());
      if (read != NONE) {
        TensorSpec value = operator.outputs().getFirst();
        boolean fits = subgraph == 0 && mayBeView(value, first);
        copies.get(read).add(new Copy(read, false, first, last, fits ? value : null));
      }
      if (written != NONE) {
        TensorSpec value = operator.inputs().getFirst();
        boolean fits = subgraph == 0 && isMadeBy(before, value);
        int start = fits ? lifetimes.operatorFirst(0, before.node().index()) : first;
        copies.get(written).add(new Copy(written, true, start, last, fits ? value : null));
      }
      before = operator;
    }
    return true;
  }

  /** Returns the id of the variable that the only one of these operands is, or -1. */
  private int variable(int subgraph, List<TensorSpec> operands) {
    int firstVariable = prepared.tensors(subgraph).size();
    return operands.size() == 1
            && operands.getFirst() != null
            && operands.getFirst().index() >= firstVariable
        ? prepared.variableOperands(subgraph).get(operands.getFirst().index() - firstVariable)
        : NONE;
  }

  /** Returns true if an operator makes a value as a whole, and cannot end the invocation. */
  private boolean isMadeBy(PreparedOperator operator, TensorSpec value) {
    return operator != null
        && operator.isForProviders()
        && !(operator.op() instanceof CircularBuffer)
        && operator.outputs().contains(value)
        && mayBeView(value, lifetimes.operatorFirst(0, operator.node().index()));
  }

  /** Returns true if only the operators of the subgraph use a tensor, and one writes it, now. */
  private boolean mayBeView(TensorSpec value, int now) {
    int index = value.index();
    return index < variableOf.length
        && !value.isConstant()
        && !value.isVariable()
        && value.byteSize() > 0
        && writers[index] == 1
        && lifetimes.tensorFirst(0, index) == now
        && !main.inputs().contains(index)
        && !main.outputs().contains(index);
  }

  /**
   * Chooses the values that lie in the place of a variable: first those read, then those written.
   */
  private void choose(List<Copy> ofVariable) {
    for (Copy read : ofVariable) {
      if (!read.writes()
          && read.value() != null
          && ofVariable.stream()
              .noneMatch(other -> other.writes() && other.isDuring(read.first(), end(read)))) {
        variableOf[read.value().index()] = read.id();
      }
    }
    for (Copy write : ofVariable) {
      if (write.writes()
          && write.value() != null
          && variableOf[write.value().index()] == NONE
          && ofVariable.stream()
              .noneMatch(other -> !other.equals(write) && isDisturbed(write, other))) {
        variableOf[write.value().index()] = write.id();
      }
    }
  }

  /** Returns when a value is last in use. */
  private int end(Copy copy) {
    return lifetimes.tensorLast(0, copy.value().index());
  }

  /**
   * Returns true if a value that is made in the place of its variable would overwrite what another
   * copy needs, or be overwritten while it is needed.
   */
  private boolean isDisturbed(Copy write, Copy other) {
    if (other.writes()) {
      return other.isDuring(write.first(), Math.max(write.last(), end(write)));
    }
    boolean isView = other.value() != null && variableOf[other.value().index()] == other.id();
    int lastRead = isView ? Math.max(other.last(), end(other)) : other.last();
    return other.first() <= write.last() && lastRead >= write.first();
  }
}
