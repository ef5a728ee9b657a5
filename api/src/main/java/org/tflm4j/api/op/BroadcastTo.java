/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * BROADCAST_TO: repeats the input along its axes of 1, and along new axes in front, to fill the
 * shape of the output. Mirrors {@code micro/kernels/broadcast_to.cc}.
 *
 * <p>Tensors: input; shape, an INT32 or INT64 vector of constants that equals the output's shape;
 * output of the input's type, which is any type of whole bytes, of rank 5 at most.
 *
 * @param broadcast of the one input
 * @param elementBytes size of an element
 */
public record BroadcastTo(Broadcast broadcast, int elementBytes) implements Op {
  /** Index of the input. */
  public static final int INPUT = 0;

  /** Index of the shape. */
  public static final int SHAPE = 1;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "BROADCAST_TO";
  }
}
