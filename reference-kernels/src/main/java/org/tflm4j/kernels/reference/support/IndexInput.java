/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import org.tflm4j.api.kernel.KernelException;
import org.tflm4j.api.tensor.Tensor;

/** Reads axes and indices from INT32 tensors whose values only exist when an operator runs. */
public final class IndexInput {
  private IndexInput() {}

  /**
   * Returns an axis counted from the front.
   *
   * @throws KernelException if it is not from -rank to rank - 1
   */
  public static int axis(Tensor axes, int element, int rank) {
    int axis = axes.int32At(element);
    if (axis < -rank || axis >= rank) {
      throw new KernelException(
          axes + " holds the axis " + axis + ", allowed are " + -rank + " to " + (rank - 1));
    }
    return axis < 0 ? axis + rank : axis;
  }

  /**
   * Returns an index.
   *
   * @throws KernelException if it is not from 0 to limit - 1
   */
  public static int index(Tensor indices, int element, int limit) {
    int index = indices.int32At(element);
    if (index < 0 || index >= limit) {
      throw new KernelException(
          indices + " holds the index " + index + ", allowed are 0 to " + (limit - 1));
    }
    return index;
  }
}
