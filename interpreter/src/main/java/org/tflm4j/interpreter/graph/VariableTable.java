/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.model.ModelException;
import org.tflm4j.interpreter.model.ModelProblem;
import org.tflm4j.interpreter.model.ModelProblem.Kind;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.prepare.ControlFlowOp.AssignVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.ReadVariable;
import org.tflm4j.interpreter.prepare.ControlFlowOp.VarHandle;

/**
 * Finds the resource variables of a model while its operators are prepared one after the other, and
 * checks what can be known of their use. Mirrors {@code micro/micro_resource_variable.cc}.
 */
final class VariableTable {
  private final List<ResourceVariable> variables = new ArrayList<>();
  private final Map<VarHandle, Integer> idsByName = new HashMap<>();

  /** Resource variable of each handle that a VAR_HANDLE writes, by subgraph and tensor. */
  private final Map<Long, Integer> handles = new HashMap<>();

  private final List<PendingRead> reads = new ArrayList<>();

  /** A read of a variable whose size may become known only later. */
  private record PendingRead(OperatorNode node, int id, TensorSpec output) {}

  /**
   * Looks at the next operator.
   *
   * @throws ModelException if the operator does not fit a resource variable
   */
  void add(PreparedOperator operator) {
    OperatorNode node = operator.node();
    switch (operator.op()) {
      case VarHandle handle -> handles.put(key(node, operator.outputs().getFirst()), idOf(handle));
      case ReadVariable read -> {
        Integer id = knownVariable(node, operator.inputs().getFirst());
        if (id != null) {
          reads.add(new PendingRead(node, id, operator.outputs().getFirst()));
        }
      }
      case AssignVariable assign -> {
        Integer id = knownVariable(node, operator.inputs().getFirst());
        if (id != null) {
          String refusal = assigned(id, operator.inputs().get(1));
          if (refusal != null) {
            throw new ModelException(ModelProblem.of(Kind.OPERATOR, node, refusal));
          }
        }
      }
      default -> {}
    }
  }

  /** Checks what can be checked only when all operators are prepared; returns the problems. */
  List<ModelProblem> problems() {
    List<ModelProblem> problems = new ArrayList<>();
    for (PendingRead read : reads) {
      String refusal =
          exists(read.id())
              ? variables.get(read.id()).refusal(read.output())
              : ResourceVariable.noSuchVariable(read.id(), variables.size());
      if (refusal != null) {
        problems.add(ModelProblem.of(Kind.OPERATOR, read.node(), refusal));
      }
    }
    return problems;
  }

  /** Returns the variables by id. */
  List<ResourceVariable> variables() {
    return List.copyOf(variables);
  }

  /**
   * Returns the id of the variable that a READ_VARIABLE or ASSIGN_VARIABLE accesses, whose handle
   * is a constant or a VAR_HANDLE's that was added.
   */
  int accessed(PreparedOperator operator) {
    return knownVariable(operator.node(), operator.inputs().getFirst());
  }

  /** Returns the id of the variable of a VAR_HANDLE that was added. */
  int id(VarHandle handle) {
    return idsByName.get(handle);
  }

  /**
   * Returns the id of a variable, a new one for a new name. A handle without a container fits the
   * first variable of its name, whatever its container.
   */
  private int idOf(VarHandle handle) {
    Integer known = idsByName.get(handle);
    if (known != null) {
      return known;
    }
    int id = variables.size();
    variables.add(new ResourceVariable(handle.sharedName(), -1, (byte) 0));
    idsByName.put(handle, id);
    idsByName.putIfAbsent(new VarHandle(null, handle.sharedName()), id);
    if (handle.container() == null) {
      idsByName.put(new VarHandle("", handle.sharedName()), id);
    }
    return id;
  }

  /** Gives a variable its size, unless it has one; returns why the value does not fit, or null. */
  private String assigned(int id, TensorSpec value) {
    if (!exists(id)) {
      return ResourceVariable.noSuchVariable(id, variables.size());
    }
    if (variables.get(id).bytes() < 0) {
      variables.set(id, variables.get(id).sizedBy(value));
    }
    return variables.get(id).refusal(value);
  }

  private boolean exists(int id) {
    return id >= 0 && id < variables.size();
  }

  private static long key(OperatorNode node, TensorSpec tensor) {
    return ((long) node.subgraph() << 32) | tensor.index();
  }

  /** Returns the variable behind a handle, null where it comes from another subgraph. */
  private Integer knownVariable(OperatorNode node, TensorSpec handle) {
    return handle.isConstant()
        ? Integer.valueOf(Tensor.ofConstant(handle).int32At(0))
        : handles.get(key(node, handle));
  }
}
