/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.layout;

import java.util.List;
import org.tflm4j.api.tensor.Shape;

/**
 * Tensors that lie beside each other along an axis of a whole.
 *
 * @param outerSize product of the dimensions in front of the axis
 * @param sizes for each part, its elements from the axis on
 */
record PartedAxis(int outerSize, List<Integer> sizes) {
  int parts() {
    return sizes.size();
  }

  boolean isEmpty(int part) {
    return outerSize == 0 || sizes.get(part) == 0;
  }

  /**
   * Returns the copy between a part and the whole.
   *
   * @param join true from the part to the whole
   */
  BlockGeometry block(int part, boolean join, int elementBytes) {
    int size = sizes.get(part);
    int wholeSize = 0;
    for (int other : sizes) {
      wholeSize += other;
    }
    List<Integer> dense = List.of(size, 1);
    List<Integer> whole = List.of(wholeSize, 1);
    return BlockGeometry.of(
        Shape.of(outerSize, size), join ? dense : whole, join ? whole : dense, elementBytes);
  }
}
