/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;

/**
 * DYNAMIC_UPDATE_SLICE: the operand with a block of it replaced by the update. Mirrors {@code
 * micro/kernels/dynamic_update_slice.cc}.
 *
 * <p>Tensors: operand, of rank 6 at most; update, of the same rank, no dimension larger than the
 * operand's; the coordinates where the block begins, INT32 or INT64, one per dimension, constant or
 * not, which are clamped so that the block lies inside the operand; output, of the operand's type
 * and with as many elements.
 *
 * <p>Types: FLOAT32, INT8, INT16, INT32.
 */
public record DynamicUpdateSlice(Shape operandShape, Shape updateShape) implements Op {
  /** Input that is updated. */
  public static final int OPERAND = 0;

  /** Input with the new block. */
  public static final int UPDATE = 1;

  /** Input with the coordinates where the block begins. */
  public static final int START_INDICES = 2;

  /** Output: the updated operand. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "DYNAMIC_UPDATE_SLICE";
  }
}
