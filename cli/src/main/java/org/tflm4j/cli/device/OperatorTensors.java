/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.device;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.graph.PreparedOperator;

/** A prepared operator with names for what it has. */
public record OperatorTensors(PreparedOperator operator) {
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
    return operator.inputs().size();
  }

  public int outputCount() {
    return operator.outputs().size();
  }

  /** Returns an input, null where it is absent. */
  public TensorSpec input(int index) {
    return index < operator.inputs().size() ? operator.inputs().get(index) : null;
  }

  public TensorSpec output(int index) {
    return operator.outputs().get(index);
  }
}
