/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.layout;

import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/** Finds where a block begins inside a tensor, from coordinates that are given at run time. */
final class ClampedBlockStart {
  /** How far the block can move along each dimension, in elements. */
  private final int[] room;

  private final int[] strideBytes;

  ClampedBlockStart(Shape whole, Shape block, int elementBytes) {
    room = new int[whole.rank()];
    strideBytes = new int[whole.rank()];
    for (int axis = 0; axis < room.length; axis++) {
      room[axis] = whole.dimension(axis) - block.dimension(axis);
      strideBytes[axis] = whole.elementCount(axis + 1, room.length) * elementBytes;
    }
  }

  /**
   * Returns the distance in bytes from the start of the tensor. Coordinates that would move the
   * block out of the tensor are clamped.
   *
   * @param coordinates INT32 or INT64, one per dimension
   */
  int bytes(Tensor coordinates) {
    int bytes = 0;
    for (int axis = 0; axis < room.length; axis++) {
      bytes +=
          (int) Math.min(Math.max(coordinates.integerAt(axis), 0), room[axis]) * strideBytes[axis];
    }
    return bytes;
  }
}
