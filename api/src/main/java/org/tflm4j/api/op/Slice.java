/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * SLICE: a block of the input. Mirrors {@code micro/kernels/slice.cc}.
 *
 * <p>Tensors: input, of rank 5 at most; the coordinates where the block begins and its size, one
 * element per dimension of the input, INT32 or INT64, constant or not; output, of the input's type,
 * with as many elements as the block. The size -1 means all elements from the beginning on.
 *
 * <p>Types: FLOAT32, INT8, INT16, INT32, BOOL.
 *
 * @param size the dimensions of the block
 */
public record Slice(Shape inputShape, Shape size) implements Op {
  /** Input that the block lies in. */
  public static final int INPUT = 0;

  /** Input with the coordinates where the block begins. */
  public static final int BEGIN = 1;

  /** Input with the block's size. */
  public static final int SIZE = 2;

  /** Output: the block. */
  public static final int OUTPUT = 0;

  /**
   * Returns what is wrong with the place of a block, null where it lies inside the input and has
   * this operator's size. A kernel checks this before it reads.
   *
   * @param begins input {@link #BEGIN}
   * @param sizes input {@link #SIZE}
   */
  public String problem(Tensor begins, Tensor sizes) {
    for (int axis = 0; axis < size.rank(); axis++) {
      int room = inputShape.dimension(axis) - size.dimension(axis);
      long begin = begins.integerAt(axis);
      if (begin < 0 || begin > room) {
        return "begin[" + axis + "] is " + begin + ", outside the range of 0 to " + room;
      }
      long given = sizes.integerAt(axis);
      if (given != size.dimension(axis) && (given != -1 || begin != room)) {
        return "size["
            + axis
            + "] is "
            + given
            + ", but the output was planned for a block of "
            + size
            + " from "
            + inputShape;
      }
    }
    return null;
  }

  @Override
  public String name() {
    return "SLICE";
  }
}
