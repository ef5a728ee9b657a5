/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.api.op.Op;

/**
 * The operators that the interpreter itself runs, since they run other subgraphs or reach state
 * that several operators share. No provider is asked for them.
 */
public sealed interface ControlFlowOp extends Op {
  /**
   * IF: input 0 is the condition, one BOOL; the other inputs go to the chosen subgraph, whose
   * outputs become the outputs. Mirrors {@code micro/kernels/if.cc}.
   */
  record If(int thenSubgraph, int elseSubgraph) implements ControlFlowOp {
    @Override
    public String name() {
      return "IF";
    }
  }

  /**
   * WHILE: as long as the condition subgraph answers true, the body turns the values into their
   * next ones; inputs are the first values, outputs the last. Mirrors {@code
   * micro/kernels/while.cc}.
   */
  record While(int condSubgraph, int bodySubgraph) implements ControlFlowOp {
    @Override
    public String name() {
      return "WHILE";
    }
  }

  /**
   * CALL_ONCE: runs a subgraph without inputs and outputs in the first invocation only. Mirrors
   * {@code micro/kernels/call_once.cc}.
   */
  record CallOnce(int initSubgraph) implements ControlFlowOp {
    @Override
    public String name() {
      return "CALL_ONCE";
    }
  }

  /**
   * VAR_HANDLE: its output is the handle of a resource variable, an int32. Mirrors {@code
   * micro/kernels/var_handle.cc}.
   *
   * @param container the variable's container, null where the model names none, which fits any
   * @param sharedName the variable's name
   */
  record VarHandle(String container, String sharedName) implements ControlFlowOp {
    @Override
    public String name() {
      return "VAR_HANDLE";
    }
  }

  /**
   * READ_VARIABLE: copies the resource variable whose handle is input 0 to the output. Mirrors
   * {@code micro/kernels/read_variable.cc}.
   */
  record ReadVariable() implements ControlFlowOp {
    @Override
    public String name() {
      return "READ_VARIABLE";
    }
  }

  /**
   * ASSIGN_VARIABLE: copies input 1 to the resource variable whose handle is input 0. Mirrors
   * {@code micro/kernels/assign_variable.cc}.
   */
  record AssignVariable() implements ControlFlowOp {
    @Override
    public String name() {
      return "ASSIGN_VARIABLE";
    }
  }
}
