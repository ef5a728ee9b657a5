/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * REVERSE_V2: reverses the order of the elements along some axes, which must be neighbors. Mirrors
 * {@code micro/kernels/reverse.cc}.
 *
 * <p>Tensors: input, of rank 6 at most; the axes, INT32, constant or not, each from -rank to rank -
 * 1; output, of the input's type and with as many elements.
 *
 * <p>Types: FLOAT32, INT8, UINT8, INT16, INT32, INT64, BOOL.
 *
 * @param shape the dimensions of input and output
 */
public record ReverseV2(Shape shape) implements Op {
  /** Input to reverse. */
  public static final int INPUT = 0;

  /** Input with the axes. */
  public static final int AXES = 1;

  /** Output: the reversed input. */
  public static final int OUTPUT = 0;

  /**
   * Returns what is wrong with the axes, null where they are good. A kernel checks this before it
   * calls {@link #axisMask}.
   *
   * @param axes input {@link #AXES}
   */
  public String problem(Tensor axes) {
    int rank = shape.rank();
    for (int i = 0; i < axes.elementCount(); i++) {
      int axis = axes.int32At(i);
      if (axis < -rank || axis >= rank) {
        return "axis " + axis + " is outside the range of " + -rank + " to " + (rank - 1);
      }
    }
    int mask = axisMask(axes);
    int first = Integer.numberOfTrailingZeros(mask);
    if (Integer.bitCount(mask) != axes.elementCount()) {
      return "an axis is given twice";
    }
    if (Integer.bitCount(mask >> first)
        != Integer.SIZE - Integer.numberOfLeadingZeros(mask >> first)) {
      return "the axes are not neighbors; axes with others between them are not supported";
    }
    return null;
  }

  /** Returns the axes as bits, bit 0 for the outermost. */
  public int axisMask(Tensor axes) {
    int mask = 0;
    for (int i = 0; i < axes.elementCount(); i++) {
      int axis = axes.int32At(i);
      mask |= 1 << (axis < 0 ? axis + shape.rank() : axis);
    }
    return mask;
  }

  @Override
  public String name() {
    return "REVERSE_V2";
  }
}
