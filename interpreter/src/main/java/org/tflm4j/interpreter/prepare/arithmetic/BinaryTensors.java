/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import org.tflm4j.api.op.BinaryOp;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** The tensors of an operator on two inputs that broadcast against each other. */
record BinaryTensors(TensorSpec input1, TensorSpec input2, TensorSpec output) {
  /** Returns the operator's tensors; refuses all but two inputs and one output. */
  static BinaryTensors of(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    return new BinaryTensors(
        context.input(BinaryOp.INPUT1),
        context.input(BinaryOp.INPUT2),
        context.output(BinaryOp.OUTPUT));
  }

  /** Refuses the operator unless all tensors have the same one of {@code types}. */
  void requireOneType(PrepareContext context, TensorType... types) {
    context.requireType(output, types);
    context.requireSameType(input1, output);
    context.requireSameType(input2, output);
  }

  /** Returns how the inputs broadcast to the output; refuses the operator where they do not. */
  Broadcast broadcast(PrepareContext context) {
    return BroadcastShapes.require(context, output, input1, input2);
  }
}
