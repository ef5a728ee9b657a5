/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;

/**
 * SHAPE: writes the dimensions of the input. Mirrors {@code micro/kernels/shape.cc}.
 *
 * <p>Tensors: input, of any type and shape; output INT32, with one element per dimension of the
 * input. INT64 outputs are not supported.
 *
 * @param inputShape what to write
 */
public record ShapeOf(Shape inputShape) implements Op {
  /** Input whose shape is asked for. */
  public static final int INPUT = 0;

  /** Output: the dimensions. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SHAPE";
  }
}
