/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * BROADCAST_ARGS: the shape that two shapes broadcast to. Mirrors {@code
 * micro/kernels/broadcast_args.cc}.
 *
 * <p>Tensors: shape1, shape2 and output, vectors of INT32 or INT64, all of one type. The vectors
 * are aligned at their ends; missing dimensions count as 1, also where the output is longer than
 * both. Of INT64 the lower 32 bits are used. Dimensions that differ and of which none is 1 are
 * refused when they happen.
 */
public record BroadcastArgs() implements Op {
  @Override
  public String name() {
    return "BROADCAST_ARGS";
  }
}
