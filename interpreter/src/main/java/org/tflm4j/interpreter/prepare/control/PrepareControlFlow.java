/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.control;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.ControlFlowOp;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares IF, WHILE and CALL_ONCE. The subgraphs exist: that was checked before. Whether their
 * inputs and outputs fit is checked when all subgraphs are prepared, since operators may set shapes
 * there.
 */
final class PrepareControlFlow {
  private PrepareControlFlow() {}

  static Op prepareIf(PrepareContext context) {
    context.require(context.inputCount() > 0, "it has no inputs, needs at least the condition");
    TensorSpec condition = context.input(ControlFlowOp.If.CONDITION);
    context.requireType(condition, TensorType.BOOL);
    context.require(
        condition.elementCount() == 1,
        "the condition " + condition + " has " + condition.elementCount() + " elements, needs 1");
    requirePresent(context);
    int[] called = context.node().calledSubgraphs();
    return new ControlFlowOp.If(called[0], called[1]);
  }

  static Op prepareWhile(PrepareContext context) {
    requirePresent(context);
    context.requireOutputCount(context.inputCount());
    int[] called = context.node().calledSubgraphs();
    return new ControlFlowOp.While(called[0], called[1]);
  }

  static Op prepareCallOnce(PrepareContext context) {
    context.requireInputCount(0);
    context.requireOutputCount(0);
    return new ControlFlowOp.CallOnce(context.node().calledSubgraphs()[0]);
  }

  private static void requirePresent(PrepareContext context) {
    for (int i = 0; i < context.inputCount(); i++) {
      context.require(context.hasInput(i), "input " + i + " is missing");
    }
  }
}
