/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;

/**
 * MIRROR_PAD: pads the input with its own elements, mirrored at its borders. Mirrors {@code
 * micro/kernels/mirror_pad.cc}.
 *
 * <p>Tensors: input, of rank 1 to 6; the paddings, [rank, 2], INT32 or INT64, constant or not;
 * output, of the input's type, each dimension that of the input plus both paddings.
 *
 * <p>Types: FLOAT32, INT8.
 *
 * <p>The padding in front is at most the dimension less {@link #offset}. Padding behind may be
 * longer, as in TFLM: the excess repeats the first element of the dimension.
 *
 * @param offset 1 where the border itself is not repeated (REFLECT), 0 where it is (SYMMETRIC)
 */
public record MirrorPad(int offset, Shape inputShape, Shape outputShape) implements Op {
  /** Input to pad. */
  public static final int INPUT = 0;

  /** Input with the paddings. */
  public static final int PADDINGS = 1;

  /** Output: the padded input. */
  public static final int OUTPUT = 0;

  /**
   * Returns what is wrong with the paddings, null where they are good. A kernel checks this before
   * it reads.
   *
   * @param paddings input {@link #PADDINGS}
   */
  public String problem(Tensor paddings) {
    for (int axis = 0; axis < inputShape.rank(); axis++) {
      int dimension = inputShape.dimension(axis);
      int outputDimension = outputShape.dimension(axis);
      long before = paddings.integerAt(2 * axis);
      long after = paddings.integerAt(2 * axis + 1);
      int limit = Math.max(dimension - offset, 0);
      if (before < 0 || before > limit) {
        return "the padding in front of dimension "
            + axis
            + " is "
            + before
            + ", outside the range of 0 to "
            + limit;
      }
      if (after < 0 || after != outputDimension - dimension - before) {
        return "the paddings of dimension "
            + axis
            + " are "
            + before
            + " and "
            + after
            + ", but "
            + inputShape
            + " is to become "
            + outputShape;
      }
      if (dimension == 0 && after > 0) {
        return "dimension " + axis + " has no elements to pad with";
      }
    }
    return null;
  }

  @Override
  public String name() {
    return "MIRROR_PAD";
  }
}
