/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import java.util.List;
import org.tflm4j.api.tensor.Shape;

/**
 * The operators whose output is a walk over the input with fixed strides: TRANSPOSE, STRIDED_SLICE,
 * SPACE_TO_DEPTH and DEPTH_TO_SPACE. The output's elements, in row-major order of the coordinates
 * {@code (i0, i1, ...)} of {@code shape}, are the input's elements {@code inputStart + i0 *
 * inputStrides[0] + i1 * inputStrides[1] + ...}; all of them lie in the input. Mirrors {@code
 * micro/kernels/transpose.cc}, {@code strided_slice.cc}, {@code space_to_depth.cc} and {@code
 * depth_to_space.cc}.
 *
 * <p>Tensors: the input is input 0, the record holds what the others say; output, of the same type,
 * with as many elements as {@code shape} has. The output's own shape may differ: the walk of
 * SPACE_TO_DEPTH has more dimensions, that of STRIDED_SLICE keeps the axes that the output has
 * lost.
 *
 * <p>Types: FLOAT32 and INT8; TRANSPOSE and STRIDED_SLICE also INT16; STRIDED_SLICE also INT32 and
 * BOOL.
 *
 * @param shape the dimensions of the walk
 * @param inputStart index of the first element in the input
 * @param inputStrides distance of neighbors in the input for each dimension of {@code shape}, in
 *     elements; may be negative; 0 where the dimension is at most 1
 */
public record StridedCopy(Kind kind, Shape shape, int inputStart, List<Integer> inputStrides)
    implements Op {
  /** Input that the walk is over. */
  public static final int INPUT = 0;

  /** Input of TRANSPOSE with the order of the axes. */
  public static final int PERMUTATION = 1;

  /** Input of STRIDED_SLICE with the first index of each dimension. */
  public static final int BEGIN = 1;

  /** Input of STRIDED_SLICE with the index behind the last of each dimension. */
  public static final int END = 2;

  /** Input of STRIDED_SLICE with the steps. */
  public static final int STRIDES = 3;

  /** Output: the elements of the walk. */
  public static final int OUTPUT = 0;

  /** The operators that walk over their input. */
  public enum Kind {
    TRANSPOSE,
    STRIDED_SLICE,
    SPACE_TO_DEPTH,
    DEPTH_TO_SPACE
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is not one stride per dimension
   */
  public StridedCopy {
    inputStrides = List.copyOf(inputStrides);
    if (inputStrides.size() != shape.rank()) {
      throw new IllegalArgumentException(inputStrides.size() + " strides for a walk over " + shape);
    }
  }

  @Override
  public String name() {
    return kind.name();
  }
}
