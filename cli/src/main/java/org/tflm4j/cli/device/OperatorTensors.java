/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import java.util.List;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.PreparedOperator;

/**
 * A prepared operator with the descriptions of its tensors.
 *
 * @param operator the operator
 * @param tensors the tensors of its subgraph
 */
public record OperatorTensors(PreparedOperator operator, List<TensorSpec> tensors) {
  /** Returns the operator's name, for example {@code CONV_2D}. */
  public String name() {
    return operator.node().name();
  }

  /** Returns what preparing the operator worked out. */
  public Op op() {
    return operator.op();
  }

  /** Returns the number of inputs, absent ones included. */
  public int inputCount() {
    return operator.node().inputs().length;
  }

  public int outputCount() {
    return operator.node().outputs().length;
  }

  /** Returns an input, null where it is absent. */
  public TensorSpec input(int index) {
    int[] inputs = operator.node().inputs();
    return index < inputs.length && inputs[index] >= 0 ? tensors.get(inputs[index]) : null;
  }

  public TensorSpec output(int index) {
    return tensors.get(operator.node().outputs()[index]);
  }
}
