/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.SelectV2;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares SELECT_V2. Mirrors {@code micro/kernels/select.cc}. */
final class PrepareSelectV2 {
  private PrepareSelectV2() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(3);
    context.requireOutputCount(1);
    TensorSpec condition = context.input(SelectV2.CONDITION);
    TensorSpec x = context.input(SelectV2.X);
    TensorSpec y = context.input(SelectV2.Y);
    TensorSpec output = context.output(SelectV2.OUTPUT);
    context.requireType(condition, BOOL);
    context.requireType(x, FLOAT32, INT8, INT16);
    context.requireSameType(y, x);
    context.requireSameType(output, x);
    requireRankOfInputs(context, condition, x, y, output);
    return new SelectV2(
        BroadcastShapes.require(context, output, condition, x, y), x.type().bytes());
  }

  /**
   * Only where nothing is broadcast may the output's rank differ from the largest of the inputs.
   */
  private static void requireRankOfInputs(
      PrepareContext context, TensorSpec condition, TensorSpec x, TensorSpec y, TensorSpec output) {
    boolean sameShape = condition.shape().equals(x.shape()) && x.shape().equals(y.shape());
    boolean oneElement =
        condition.elementCount() == 1
            && x.elementCount() == 1
            && y.elementCount() == 1
            && output.elementCount() == 1;
    if (!sameShape && !oneElement) {
      int rank = Math.max(x.shape().rank(), y.shape().rank());
      context.requireRank(output, Math.max(rank, condition.shape().rank()));
    }
  }
}
