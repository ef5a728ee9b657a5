/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * BROADCAST_ARGS: the shape that two shapes broadcast to. Mirrors {@code
 * micro/kernels/broadcast_args.cc}.
 *
 * <p>Tensors: shape1, shape2 and output, vectors of INT32 or INT64, all of one type. The vectors
 * are aligned at their ends; missing dimensions count as 1, also where the output is longer than
 * both. Of INT64 the lower 32 bits are used. Two dimensions that differ, neither of them 1, are an
 * error when they happen.
 */
public record BroadcastArgs() implements Op {
  /** Index of the first shape. */
  public static final int SHAPE1 = 0;

  /** Index of the second shape. */
  public static final int SHAPE2 = 1;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "BROADCAST_ARGS";
  }
}
