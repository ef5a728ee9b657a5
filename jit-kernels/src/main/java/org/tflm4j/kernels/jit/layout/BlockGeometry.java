/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.ArrayList;
import java.util.List;
import org.tflm4j.api.tensor.Shape;

/**
 * A block of bytes that is copied from one layout to another, with as few dimensions as it can
 * have: those that follow each other in memory on both sides are one, and what lies in one piece on
 * both sides is a run.
 *
 * @param runBytes bytes that lie in one piece on both sides, at least 1
 * @param counts dimensions outside the run, outermost first, each above 1
 * @param fromStrides distance of neighbors along each dimension where the block is read, in bytes
 * @param toStrides the same where it is written
 */
record BlockGeometry(
    int runBytes, List<Integer> counts, List<Integer> fromStrides, List<Integer> toStrides) {
  /**
   * Works out a block.
   *
   * @param shape of the block, in elements; none of its dimensions is 0
   * @param fromStrides distance of neighbors along each dimension where the block is read, in
   *     elements
   * @param toStrides the same where it is written
   */
  static BlockGeometry of(
      Shape shape, List<Integer> fromStrides, List<Integer> toStrides, int elementBytes) {
    List<Integer> counts = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    int run = elementBytes;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int count = shape.dimension(axis);
      int fromStride = fromStrides.get(axis) * elementBytes;
      int toStride = toStrides.get(axis) * elementBytes;
      if (count == 1) {
        continue;
      }
      if (counts.isEmpty() && fromStride == run && toStride == run) {
        run *= count;
      } else if (!counts.isEmpty()
          && fromStride == from.getFirst() * counts.getFirst()
          && toStride == to.getFirst() * counts.getFirst()) {
        counts.set(0, counts.getFirst() * count);
      } else {
        counts.addFirst(count);
        from.addFirst(fromStride);
        to.addFirst(toStride);
      }
    }
    return new BlockGeometry(run, List.copyOf(counts), List.copyOf(from), List.copyOf(to));
  }

  /** Returns a block in one piece on both sides. */
  static BlockGeometry run(int bytes) {
    return new BlockGeometry(bytes, List.of(), List.of(), List.of());
  }

  /** Returns the strides of a tensor in row-major order, in elements. */
  static List<Integer> dense(Shape shape) {
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      strides.add(shape.elementCount(axis + 1, shape.rank()));
    }
    return strides;
  }

  /** Returns the number of dimensions outside the run. */
  int rank() {
    return counts.size();
  }

  /** Returns true if the block has the same layout on both sides. */
  boolean keepsLayout() {
    return fromStrides.equals(toStrides);
  }

  /** Returns the part of this block with {@code count} indices of the outermost dimension. */
  BlockGeometry outermost(int count) {
    if (count > 1) {
      List<Integer> fewer = new ArrayList<>(counts);
      fewer.set(0, count);
      return new BlockGeometry(runBytes, List.copyOf(fewer), fromStrides, toStrides);
    }
    int rank = rank();
    return new BlockGeometry(
        runBytes,
        counts.subList(1, rank),
        fromStrides.subList(1, rank),
        toStrides.subList(1, rank));
  }

  /** Returns a rough upper bound of the time that a copy takes. */
  long nanos() {
    long runs = 1;
    for (int count : counts) {
      runs *= count;
    }
    return runs * (1 + runBytes / 16);
  }
}
