/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.arithmetic;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.tflm4j.api.op.Broadcast;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Checks of the shapes of operators with broadcasting. */
final class BroadcastShapes {
  private BroadcastShapes() {}

  /** Returns how the inputs broadcast to the output; refuses the operator where they do not. */
  static Broadcast require(PrepareContext context, TensorSpec output, TensorSpec... inputs) {
    try {
      return Broadcast.of(
          output.shape(), Arrays.stream(inputs).map(TensorSpec::shape).toArray(Shape[]::new));
    } catch (IllegalArgumentException e) {
      String names = Arrays.stream(inputs).map(Object::toString).collect(Collectors.joining(", "));
      throw context.fail("the shapes of " + names + " do not broadcast to that of " + output);
    }
  }
}
