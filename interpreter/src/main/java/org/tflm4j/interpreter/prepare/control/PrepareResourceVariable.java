/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.control;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.ControlFlowOp;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares VAR_HANDLE, READ_VARIABLE and ASSIGN_VARIABLE. Handles are RESOURCE tensors, or INT32 in
 * files of older converters.
 */
final class PrepareResourceVariable {
  // VarHandleOptions: 0 container, 1 shared_name
  private static final int CONTAINER = 0;
  private static final int SHARED_NAME = 1;

  private PrepareResourceVariable() {}

  static Op prepareHandle(PrepareContext context) {
    context.requireInputCount(0);
    context.requireOutputCount(1);
    requireHandle(context, context.output(ControlFlowOp.VarHandle.HANDLE));
    var table = context.node().options();
    context.require(table.has(SHARED_NAME), "the options do not name the variable");
    return new ControlFlowOp.VarHandle(
        table.has(CONTAINER) ? table.string(CONTAINER) : null, table.string(SHARED_NAME));
  }

  static Op prepareRead(PrepareContext context) {
    context.requireInputCount(1);
    context.requireOutputCount(1);
    requireHandle(context, context.input(ControlFlowOp.ReadVariable.HANDLE));
    return new ControlFlowOp.ReadVariable();
  }

  static Op prepareAssign(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(0);
    requireHandle(context, context.input(ControlFlowOp.AssignVariable.HANDLE));
    context.input(ControlFlowOp.AssignVariable.VALUE);
    return new ControlFlowOp.AssignVariable();
  }

  private static void requireHandle(PrepareContext context, TensorSpec handle) {
    context.requireType(handle, TensorType.RESOURCE, TensorType.INT32);
    context.require(
        handle.elementCount() == 1,
        "the handle " + handle + " has " + handle.elementCount() + " elements, needs 1");
  }
}
