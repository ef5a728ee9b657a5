/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.reduction;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.Shape;

/**
 * The loops of a reduction: axes that follow each other and are all reduced, or all kept, are one.
 * Innermost there is a run of {@code runRows} reduced rows of {@code rowLength} kept elements that
 * follow each other in memory; around it loops over kept axes and loops over reduced ones.
 */
final class ReductionLoops {
  private record Loop(int count, int stride) {}

  private final List<Loop> kept = new ArrayList<>();
  private final List<Loop> reduced = new ArrayList<>();
  private final int rowLength;
  private final int runRows;

  /**
   * Works out the loops.
   *
   * @param reducedAxes bit i is set if axis i is reduced
   */
  ReductionLoops(Shape shape, long reducedAxes) {
    int stride = 1;
    int row = 1;
    int rows = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int dimension = shape.dimension(axis);
      boolean isReduced = (reducedAxes >> axis & 1) == 1;
      // An axis of 1 is as good as none.
      if (dimension > 1) {
        if (!isReduced && row == stride) {
          row *= dimension;
        } else if (isReduced && row * rows == stride) {
          rows *= dimension;
        } else {
          (isReduced ? reduced : kept).add(new Loop(dimension, stride));
        }
      }
      stride *= dimension;
    }
    this.rowLength = row;
    this.runRows = rows;
  }

  /** Returns the kept elements of a row. */
  int rowLength() {
    return rowLength;
  }

  /** Returns the rows of a run. */
  int runRows() {
    return runRows;
  }

  /** Returns how many rows of outputs there are. */
  int outputRows() {
    return count(kept);
  }

  /** Returns how many runs an output row reduces. */
  int runs() {
    return count(reduced);
  }

  /** Returns the input element that run {@code run} of output row {@code row} begins with. */
  int start(int row, int run) {
    return offset(kept, row) + offset(reduced, run);
  }

  private static int count(List<Loop> loops) {
    int count = 1;
    for (int i = 0; i < loops.size(); i++) {
      count *= loops.get(i).count();
    }
    return count;
  }

  private static int offset(List<Loop> loops, int index) {
    int offset = 0;
    int rest = index;
    for (int i = 0; i < loops.size(); i++) {
      Loop loop = loops.get(i);
      offset += rest % loop.count() * loop.stride();
      rest /= loop.count();
    }
    return offset;
  }
}
