/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;

import org.tflm4j.api.op.BroadcastArgs;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares BROADCAST_ARGS. Mirrors {@code micro/kernels/broadcast_args.cc}. */
final class PrepareBroadcastArgs {
  private PrepareBroadcastArgs() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec shape1 = context.input(BroadcastArgs.SHAPE1);
    TensorSpec shape2 = context.input(BroadcastArgs.SHAPE2);
    TensorSpec output = context.output(BroadcastArgs.OUTPUT);
    context.requireType(shape1, INT32, INT64);
    context.requireSameType(shape2, shape1);
    context.requireSameType(output, shape1);
    context.requireRank(shape1, 1);
    context.requireRank(shape2, 1);
    context.requireRank(output, 1);
    return new BroadcastArgs();
  }
}
