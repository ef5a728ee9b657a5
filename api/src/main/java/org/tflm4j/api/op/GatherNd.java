/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;

/**
 * GATHER_ND: slices of the parameters, each picked by an index along their first axes. Mirrors
 * {@code micro/kernels/gather_nd.cc}.
 *
 * <p>Tensors: params FLOAT32 or INT8, rank at least 1; indices INT32 [..., indexDepth]; output
 * [sliceCount, sliceSize] after flattening, of the params' type.
 *
 * <p>An index leads to the element {@code sum_i index[i] * stride(i)}, with the strides of the
 * params' axes in elements. Like TFLM, the operator checks that the slice there lies within the
 * params, not every part of the index on its own: when it is prepared if the indices are constant,
 * otherwise when it runs.
 *
 * @param indexDepth axes that an index has, from 0 to {@link #MAX_INDEX_DEPTH}
 * @param sliceCount number of indices
 * @param sliceSize elements of a slice
 */
public record GatherNd(Shape paramsShape, int indexDepth, int sliceCount, int sliceSize)
    implements Op {
  /** Input that the slices come from. */
  public static final int PARAMS = 0;

  /** Input with the indices. */
  public static final int INDICES = 1;

  /** Output: the slices. */
  public static final int OUTPUT = 0;

  /** The largest number of axes of an index. */
  public static final int MAX_INDEX_DEPTH = 5;

  /** Returns the elements from one index along {@code axis} to the next. */
  public int stride(int axis) {
    return paramsShape.elementCount(axis + 1, paramsShape.rank());
  }

  @Override
  public String name() {
    return "GATHER_ND";
  }
}
