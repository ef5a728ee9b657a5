/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import java.util.Arrays;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.StridedCopy;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares STRIDED_SLICE. Mirrors {@code micro/kernels/strided_slice_common.cc} and {@code
 * kernels/internal/strided_slice_logic.h}: the ellipsis mask, the new-axis mask and the option
 * "offset" are ignored.
 *
 * <p>Where begin, end and strides have fewer elements than the input has dimensions, TFLM reads
 * past their ends; here the remaining dimensions are taken whole, as the operator's definition
 * says.
 */
final class PrepareStridedSlice {
  // StridedSliceOptions: 0 begin_mask, 1 end_mask, 2 ellipsis_mask, 3 new_axis_mask, 4
  // shrink_axis_mask, 5 offset
  private static final int BEGIN_MASK = 0;
  private static final int END_MASK = 1;
  private static final int ELLIPSIS_MASK = 2;
  private static final int NEW_AXIS_MASK = 3;
  private static final int SHRINK_AXIS_MASK = 4;

  private static final int MAX_RANK = 4;

  private PrepareStridedSlice() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(4);
    context.requireOutputCount(1);
    TensorSpec input = context.input(StridedCopy.INPUT);
    context.requireType(input, FLOAT32, INT8, INT16, INT32, BOOL);
    context.requireSameType(context.output(StridedCopy.OUTPUT), input);
    context.requireRank(input, 0, MAX_RANK);
    Shape shape = input.shape();
    int rank = shape.rank();
    int[] begins = indices(context, StridedCopy.BEGIN);
    int[] ends = indices(context, StridedCopy.END);
    int[] steps = indices(context, StridedCopy.STRIDES);
    int given = Math.min(begins.length, rank);
    context.require(
        begins.length == ends.length && begins.length == steps.length,
        "begin, end and strides have different numbers of elements");
    context.require(
        given == rank || (mask(context, ELLIPSIS_MASK) | mask(context, NEW_AXIS_MASK)) == 0,
        "begin has "
            + given
            + " elements for "
            + input
            + "; with an ellipsis or new axes it needs one for each dimension");

    long[] counts = new long[rank];
    int[] strides = new int[rank];
    int[] kept = new int[rank];
    int keptRank = 0;
    int offset = 0;
    for (int axis = 0; axis < rank; axis++) {
      int dimension = shape.dimension(axis);
      int rowStride = shape.elementCount(axis + 1, rank);
      boolean whole = axis >= given;
      int step = whole ? 1 : steps[axis];
      context.require(step != 0, "strides[" + axis + "] is 0");
      int bit = 1 << axis;
      int begin =
          whole || (mask(context, BEGIN_MASK) & bit) != 0
              ? step > 0 ? 0 : dimension - 1
              : clamp(begins[axis], dimension, step);
      if (!whole && (mask(context, SHRINK_AXIS_MASK) & bit) != 0) {
        // With a negative stride TFLM's kernel would not write the element.
        context.require(
            begin >= 0 && begin < dimension && step > 0,
            "takes the single index "
                + begins[axis]
                + " of dimension "
                + axis
                + " of "
                + input
                + " with the stride "
                + step
                + "; that element does not exist");
        counts[axis] = 1;
      } else {
        int end =
            whole || (mask(context, END_MASK) & bit) != 0
                ? step > 0 ? dimension : -1
                : clamp(ends[axis], dimension, step);
        counts[axis] = Math.max(Math.ceilDiv(end - begin, step), 0);
        kept[keptRank++] = (int) counts[axis];
      }
      // May wrap where at most one element is read; then the stride does not count.
      strides[axis] = step * rowStride;
      offset += begin * rowStride;
    }
    context.requireShape(
        context.output(StridedCopy.OUTPUT), Shape.of(Arrays.copyOf(kept, keptRank)));
    return PrepareStridedCopy.checked(
        context, StridedCopy.Kind.STRIDED_SLICE, counts, offset, strides);
  }

  private static int[] indices(PrepareContext context, int input) {
    TensorSpec tensor = context.input(input);
    context.requireType(tensor, INT32);
    return context.constantInts(tensor);
  }

  private static int mask(PrepareContext context, int field) {
    return context.options().int32(field, 0);
  }

  /**
   * Returns where a walk begins or ends: an index of the dimension or one next to it, behind the
   * last or, where the walk goes backwards, in front of the first.
   */
  private static int clamp(int given, int dimension, int step) {
    int index = given < 0 ? given + dimension : given;
    return step > 0
        ? Math.min(Math.max(index, 0), dimension)
        : Math.min(Math.max(index, -1), dimension - 1);
  }
}
