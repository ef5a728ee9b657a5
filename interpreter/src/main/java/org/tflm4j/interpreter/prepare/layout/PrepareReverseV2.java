/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.UINT8;

import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.ReverseV2;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares REVERSE_V2. Mirrors {@code micro/kernels/reverse.cc}. */
final class PrepareReverseV2 {
  private static final int MAX_RANK = 6;

  private PrepareReverseV2() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(ReverseV2.INPUT);
    TensorSpec axes = context.input(ReverseV2.AXES);
    context.requireType(input, FLOAT32, INT8, UINT8, INT16, INT32, INT64, BOOL);
    context.requireSameType(context.output(ReverseV2.OUTPUT), input);
    context.requireSameElementCount(context.output(ReverseV2.OUTPUT), input);
    int rank = input.shape().rank();
    context.requireRank(input, 1, MAX_RANK);
    context.requireType(axes, INT32);
    context.requireRank(axes, 1);
    // Without an axis TFLM's kernel reads in front of its list.
    context.require(
        axes.elementCount() >= 1 && axes.elementCount() <= rank,
        axes + " holds " + axes.elementCount() + " axes, must be from 1 to " + rank);
    ReverseV2 op = new ReverseV2(input.shape());
    if (axes.isConstant()) {
      context.requireNone(op.problem(context.constantTensor(axes)));
    }
    return op;
  }
}
