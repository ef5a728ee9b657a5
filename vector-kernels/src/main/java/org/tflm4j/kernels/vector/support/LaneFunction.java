/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

/** A function of single lanes, see {@link ElementLanes}. */
@FunctionalInterface
public interface LaneFunction {
  /** Blocks of the size of the lanes that a function may overwrite behind them. */
  int SPARE_BLOCKS = 2;

  /** Leaves lanes as they are. */
  LaneFunction IDENTITY = (lanes, at, count) -> {};

  /**
   * Computes lanes in place, whole vectors from lane {@code at} until {@code count} lanes are done.
   * Behind whole vectors there are {@link #SPARE_BLOCKS} as large for intermediate results.
   */
  void apply(float[] lanes, int at, int count);
}
