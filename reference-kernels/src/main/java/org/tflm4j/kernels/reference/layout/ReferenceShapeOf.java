/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.ShapeOf;
import org.tflm4j.api.spi.KernelRequest;

/** Mirrors {@code micro/kernels/shape.cc}. */
final class ReferenceShapeOf {
  private ReferenceShapeOf() {}

  static Kernel create(ShapeOf op, KernelRequest request) {
    return context -> {
      for (int axis = 0; axis < op.inputShape().rank(); axis++) {
        context.output(ShapeOf.OUTPUT).setInt32At(axis, op.inputShape().dimension(axis));
      }
    };
  }
}
