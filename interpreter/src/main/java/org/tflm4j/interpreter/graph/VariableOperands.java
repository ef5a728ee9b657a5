/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.op.Reshape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.model.Subgraph;
import org.tflm4j.interpreter.prepare.ControlFlowOp.AssignVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.ReadVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;

/**
 * Makes resource variables of a subgraph operands: a READ_VARIABLE or ASSIGN_VARIABLE whose
 * variable is known is a copy from or to a tensor that keeps its values, so that kernel providers
 * compute it like any other operator.
 */
final class VariableOperands {
  private static final Reshape COPY = new Reshape(Reshape.Kind.RESHAPE);

  private final VariableTable table;
  private final List<TensorSpec> operands;
  private final boolean[] constantHandle;

  /** The operand of each variable that has one. */
  private final Map<Integer, TensorSpec> byId = new HashMap<>();

  private final List<Integer> ids = new ArrayList<>();

  /**
   * Creates the operands of a subgraph without any variable.
   *
   * @param tensors those of the subgraph
   * @param operators those of the subgraph
   */
  VariableOperands(
      VariableTable table,
      Subgraph subgraph,
      List<TensorSpec> tensors,
      List<PreparedOperator> operators) {
    this.table = table;
    this.operands = new ArrayList<>(tensors);
    this.constantHandle = constantHandles(subgraph, operators);
  }

  private static boolean[] constantHandles(Subgraph subgraph, List<PreparedOperator> operators) {
    boolean[] constant = new boolean[subgraph.tensors().size()];
    boolean[] written = new boolean[constant.length];
    for (PreparedOperator operator : operators) {
      for (TensorSpec output : operator.outputs()) {
        int index = output.index();
        constant[index] = operator.op() instanceof VarHandle && !written[index];
        written[index] = true;
      }
    }
    subgraph.inputs().stream().forEach(tensor -> constant[tensor] = false);
    subgraph.outputs().stream().forEach(tensor -> constant[tensor] = false);
    return constant;
  }

  /**
   * Returns true if a tensor is a handle that never changes: a VAR_HANDLE writes it, no other
   * operator and nobody outside the subgraph.
   */
  boolean isConstantHandle(TensorSpec tensor) {
    return constantHandle[tensor.index()];
  }

  /** Returns an operator as a copy, if it is a known variable's; otherwise itself. */
  PreparedOperator withVariable(PreparedOperator operator) {
    return switch (operator.op()) {
      case ReadVariable read -> {
        TensorSpec value = operator.outputs().get(ReadVariable.VALUE);
        TensorSpec variable = variable(operator, value);
        yield variable == null ? operator : copy(operator, variable, value);
      }
      case AssignVariable assign -> {
        TensorSpec value = operator.inputs().get(AssignVariable.VALUE);
        TensorSpec variable = variable(operator, value);
        yield variable == null ? operator : copy(operator, value, variable);
      }
      default -> operator;
    };
  }

  private static PreparedOperator copy(PreparedOperator operator, TensorSpec from, TensorSpec to) {
    return new PreparedOperator(
        operator.node(), COPY, List.of(from), List.of(to), operator.registration());
  }

  /**
   * Returns the operand for a variable, which has the type and shape of the value that comes first;
   * null for an unknown variable and for a value of another type.
   */
  private TensorSpec variable(PreparedOperator operator, TensorSpec value) {
    TensorSpec handle = operator.inputs().getFirst();
    if (!handle.isConstant() && !isConstantHandle(handle)) {
      return null;
    }
    int id = table.accessed(operator);
    TensorSpec variable = byId.computeIfAbsent(id, unknown -> add(unknown, value));
    return variable.type() == value.type() ? variable : null;
  }

  private TensorSpec add(int id, TensorSpec value) {
    TensorSpec variable =
        new TensorSpec(
            operands.size(),
            table.variables().get(id).name(),
            value.type(),
            value.shape(),
            value.quantization(),
            true,
            null);
    operands.add(variable);
    ids.add(id);
    return variable;
  }

  /** Returns the tensors of the subgraph and the variables behind them. */
  List<TensorSpec> operands() {
    return List.copyOf(operands);
  }

  /** Returns the ids of the variables behind the tensors. */
  List<Integer> ids() {
    return List.copyOf(ids);
  }
}
