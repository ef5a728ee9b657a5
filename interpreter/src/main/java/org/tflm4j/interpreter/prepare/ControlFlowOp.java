/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.api.op.Op;

/**
 * The operators that the interpreter itself runs, since they run other subgraphs or access state
 * that several operators share. No provider is asked for them.
 */
public sealed interface ControlFlowOp extends Op {
  /**
   * IF: the first input is the condition, one BOOL. The other inputs go to the chosen subgraph,
   * whose outputs become the outputs. Mirrors {@code micro/kernels/if.cc}.
   */
  record If(int thenSubgraph, int elseSubgraph) implements ControlFlowOp {
    /** Input: the condition. */
    public static final int CONDITION = 0;

    /** Inputs from here on: those of the chosen subgraph. */
    public static final int ARGUMENTS = 1;

    @Override
    public String name() {
      return "IF";
    }
  }

  /**
   * WHILE: as long as the condition subgraph returns true, the body computes the next values. The
   * inputs are the first values, the outputs the last. Mirrors {@code micro/kernels/while.cc}.
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
   * VAR_HANDLE: its output is the handle of a resource variable, an INT32. Mirrors {@code
   * micro/kernels/var_handle.cc}.
   *
   * @param container the variable's container, null where the model names none, which fits any
   * @param sharedName the variable's name
   */
  record VarHandle(String container, String sharedName) implements ControlFlowOp {
    /** Output: the handle. */
    public static final int HANDLE = 0;

    @Override
    public String name() {
      return "VAR_HANDLE";
    }
  }

  /**
   * READ_VARIABLE: copies the resource variable with this handle to the output. Once all operators
   * are prepared, one whose variable is known has become a copy, which a kernel provider computes.
   * Mirrors {@code micro/kernels/read_variable.cc}.
   */
  record ReadVariable() implements ControlFlowOp {
    /** Input: the handle. */
    public static final int HANDLE = 0;

    /** Output: the variable's value. */
    public static final int VALUE = 0;

    @Override
    public String name() {
      return "READ_VARIABLE";
    }
  }

  /**
   * ASSIGN_VARIABLE: copies the value to the resource variable with this handle; it becomes a copy
   * like READ_VARIABLE. Mirrors {@code micro/kernels/assign_variable.cc}.
   */
  record AssignVariable() implements ControlFlowOp {
    /** Input: the handle. */
    public static final int HANDLE = 0;

    /** Input: the value. */
    public static final int VALUE = 1;

    @Override
    public String name() {
      return "ASSIGN_VARIABLE";
    }
  }
}
