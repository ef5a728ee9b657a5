/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.OpResolver.Registration;
import org.tflm4j.interpreter.model.OperatorNode;
import org.tflm4j.interpreter.prepare.ControlFlowOp;

/**
 * An operator that was checked, with everything worked out that a kernel needs.
 *
 * @param node the operator in the model
 * @param op what preparing it worked out; a READ_VARIABLE or ASSIGN_VARIABLE whose variable is
 *     known is a copy from or to the variable
 * @param inputs its inputs, null where an optional one is absent
 * @param outputs its outputs, with the shapes that preparing set
 * @param registration how it was registered
 */
public record PreparedOperator(
    OperatorNode node,
    Op op,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    Registration registration) {
  /** Copies the lists; the inputs may hold nulls, so List.copyOf does not serve. */
  public PreparedOperator {
    inputs = Collections.unmodifiableList(Arrays.asList(inputs.toArray(TensorSpec[]::new)));
    outputs = List.copyOf(outputs);
  }

  /**
   * Returns true if kernel providers are asked for it: the interpreter itself computes control
   * flow, and the application its own operators.
   */
  public boolean isForProviders() {
    return !(op instanceof ControlFlowOp) && registration.kernels() == null;
  }
}
