/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.MirrorPad;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares MIRROR_PAD. Mirrors {@code micro/kernels/mirror_pad.cc}. */
final class PrepareMirrorPad {
  // MirrorPadOptions: 0 mode, one of 0 REFLECT and 1 SYMMETRIC
  private static final int MODE = 0;
  private static final int MAX_RANK = 6;

  private PrepareMirrorPad() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(MirrorPad.INPUT);
    TensorSpec paddings = context.input(MirrorPad.PADDINGS);
    TensorSpec output = context.output(MirrorPad.OUTPUT);
    context.requireType(input, FLOAT32, INT8);
    context.requireSameType(output, input);
    context.requireRank(input, 1, MAX_RANK);
    int rank = input.shape().rank();
    context.requireRank(output, rank);
    context.requireType(paddings, INT32, INT64);
    context.requireShape(paddings, Shape.of(rank, 2));
    int mode = context.options().int8(MODE, 0);
    context.require(mode == 0 || mode == 1, "the mode is " + mode + ", must be 0 or 1");
    MirrorPad op = new MirrorPad(mode == 0 ? 1 : 0, input.shape(), output.shape());
    if (paddings.isConstant()) {
      context.requireNone(op.problem(context.constantTensor(paddings)));
    }
    return op;
  }
}
