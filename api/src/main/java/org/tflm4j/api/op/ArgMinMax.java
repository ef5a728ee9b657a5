/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Shape;

/**
 * ARG_MAX and ARG_MIN: the index of the largest or smallest element along one axis, the first one
 * of equals. A FLOAT32 NaN is neither larger nor smaller than anything. At index 0 it stays the
 * answer; elsewhere it is skipped. Mirrors {@code micro/kernels/arg_min_max.cc} and {@code
 * kernels/internal/reference/arg_min_max.h}.
 *
 * <p>Tensors: input FLOAT32 or INT8, rank at least 1; axis INT32, one element from -rank to rank -
 * 1; output INT32, with the elements of the input's other axes in row-major order. The axis may not
 * have the size 0 where there are outputs.
 *
 * <p>An axis that is no constant is checked when the operator runs, and the number of outputs with
 * it.
 *
 * @param max true for ARG_MAX
 * @param axis counted from the front, or {@link #AXIS_AT_RUN_TIME}
 */
public record ArgMinMax(boolean max, Shape inputShape, int axis) implements Op {
  /** Index of the input. */
  public static final int INPUT = 0;

  /** Index of the axis. */
  public static final int AXIS = 1;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  /** Value of {@link #axis} where it is read when the operator runs. */
  public static final int AXIS_AT_RUN_TIME = -1;

  @Override
  public String name() {
    return max ? "ARG_MAX" : "ARG_MIN";
  }
}
