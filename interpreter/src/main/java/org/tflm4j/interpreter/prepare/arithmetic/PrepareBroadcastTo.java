/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT64;

import java.util.Arrays;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.op.BroadcastTo;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares BROADCAST_TO. Mirrors {@code micro/kernels/broadcast_to.cc}. */
final class PrepareBroadcastTo {
  private static final int MAX_RANK = 5;

  private PrepareBroadcastTo() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(BroadcastTo.INPUT);
    TensorSpec shape = context.input(BroadcastTo.SHAPE);
    TensorSpec output = context.output(BroadcastTo.OUTPUT);
    context.requireSameType(input, output);
    context.require(
        input.type().bits() % 8 == 0
            && input.type().bytes() > 0
            && input.type() != TensorType.RESOURCE,
        input + " has type " + input.type() + ", whose elements cannot be copied one by one");
    context.requireType(shape, INT32, INT64);
    context.requireRank(shape, 1);
    context.requireRank(output, 0, MAX_RANK);
    context.requireRank(input, 0, output.shape().rank());
    int[] dimensions = context.constantInts(shape);
    context.require(
        Arrays.equals(dimensions, output.shape().toArray()),
        shape + " holds " + Arrays.toString(dimensions) + ", which is not the shape of " + output);
    try {
      return new BroadcastTo(Broadcast.to(output.shape(), input.shape()), input.type().bytes());
    } catch (IllegalArgumentException e) {
      throw context.fail("the shape of " + input + " does not broadcast to that of " + output);
    }
  }
}
