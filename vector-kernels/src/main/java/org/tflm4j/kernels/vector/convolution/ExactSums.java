/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Converts exact float sums to ints. Tiles store floats and this loop of its own converts them:
 * with the conversion inside, a tile is too large for HotSpot and vectors are boxed. Ints are kept
 * as the bits of floats, in the same array.
 */
final class ExactSums {
  private ExactSums() {}

  /**
   * Converts exact sums to ints.
   *
   * @param floatsAt where the floats are
   * @param intsAt where the ints go; may be the same place
   * @param count how many, a multiple of the vector length
   * @param add true to add to the ints that are there
   */
  static void toInts(float[] sums, int floatsAt, int intsAt, int count, boolean add) {
    for (int i = 0; i < count; i += FLOATS.length()) {
      IntVector ints =
          FloatVector.fromArray(FLOATS, sums, floatsAt + i)
              .convert(VectorOperators.F2I, 0)
              .reinterpretAsInts();
      if (add) {
        ints = ints.add(FloatVector.fromArray(FLOATS, sums, intsAt + i).reinterpretAsInts());
      }
      ints.reinterpretAsFloats().intoArray(sums, intsAt + i);
    }
  }
}
