/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.RealRange;
import org.tflm4j.api.tensor.TensorType;

/**
 * What {@link ElementLanes#store} clamps lanes to: for integers or for reals, whichever the type of
 * the output asks for.
 *
 * @param min smallest integer
 * @param max largest integer
 * @param realMin smallest real number
 * @param realMax largest real number
 */
public record LaneRange(int min, int max, float realMin, float realMax) {
  /** Returns a range of integers. */
  public static LaneRange of(IntegerRange range) {
    return new LaneRange(
        range.min(), range.max(), Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  /** Returns a range of real numbers. */
  public static LaneRange of(RealRange range) {
    return new LaneRange(Integer.MIN_VALUE, Integer.MAX_VALUE, range.min(), range.max());
  }

  /** Returns the whole range of a type: integers as they are, real numbers without a bound. */
  public static LaneRange of(TensorType type) {
    int max = Integer.MAX_VALUE >> (Integer.SIZE - type.bits());
    return new LaneRange(~max, max, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  }
}
