/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.reduction;

import java.util.Arrays;
import org.tflm4j.api.tensor.Shape;

/**
 * How a reduction walks over its input. The innermost axes that are all kept or all reduced are a
 * run in one piece. Where it is kept, a unit is a run of outputs, and its taps are the runs of
 * inputs that it is reduced from. Where it is reduced, a unit is one output, and its taps are runs
 * that are reduced to one element each. The input of a tap begins at unit plus tap.
 *
 * @param keepsRun true if the run is kept
 * @param run elements of the run
 * @param units where the input of each unit begins, in elements, in the order of the outputs
 * @param taps distance of each tap, in elements, in ascending order
 */
record ReductionWalk(boolean keepsRun, int run, int[] units, int[] taps) {
  /**
   * Returns the walk over an input that is not empty.
   *
   * @param reducedAxes bit i is set if axis i is reduced
   */
  static ReductionWalk of(Shape shape, long reducedAxes) {
    int axis = shape.rank() - 1;
    int run = 1;
    boolean keepsRun = true;
    for (; axis >= 0; axis--) {
      boolean keeps = (reducedAxes >> axis & 1) == 0;
      int dimension = shape.dimension(axis);
      if (dimension > 1 && run > 1 && keeps != keepsRun) {
        break;
      }
      keepsRun = dimension > 1 ? keeps : keepsRun;
      run *= dimension;
    }
    int[] units = {0};
    int[] taps = {0};
    int stride = run;
    for (; axis >= 0; axis--) {
      int dimension = shape.dimension(axis);
      if ((reducedAxes >> axis & 1) == 0) {
        units = outer(units, dimension, stride);
      } else {
        taps = outer(taps, dimension, stride);
      }
      stride *= dimension;
    }
    return new ReductionWalk(keepsRun, run, units, taps);
  }

  /** Repeats offsets along an axis outside of them. */
  private static int[] outer(int[] offsets, int dimension, int stride) {
    int[] all = Arrays.copyOf(offsets, offsets.length * dimension);
    for (int i = offsets.length; i < all.length; i++) {
      all[i] = all[i - offsets.length] + stride;
    }
    return all;
  }

  /** Returns how many elements are reduced to one. */
  int count() {
    return taps.length * (keepsRun ? 1 : run);
  }

  /** Returns the output elements of a unit. */
  int unitOutputs() {
    return keepsRun ? run : 1;
  }
}
