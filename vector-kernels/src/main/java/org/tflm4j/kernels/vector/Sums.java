/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.SUM_BYTES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The way of sums from float to int. Tiles store floats and this loop of its own converts them:
 * with the conversion of 16 accumulators inside, a tile is too large for HotSpot and vectors are
 * boxed.
 */
final class Sums {
  private Sums() {}

  /**
   * Converts exact sums to ints.
   *
   * @param floatsAt where the floats are
   * @param intsAt where the ints go; may be the same place
   * @param count how many, a multiple of the vector length
   * @param add true to add to the ints that are there
   */
  static void toInts(byte[] sums, int floatsAt, int intsAt, int count, boolean add) {
    for (int at = 0; at < Float.BYTES * count; at += SUM_BYTES.length()) {
      IntVector ints =
          ByteVector.fromArray(SUM_BYTES, sums, floatsAt + at)
              .reinterpretAsFloats()
              .convert(VectorOperators.F2I, 0)
              .reinterpretAsInts();
      if (add) {
        ints = ints.add(ByteVector.fromArray(SUM_BYTES, sums, intsAt + at).reinterpretAsInts());
      }
      ints.reinterpretAsBytes().intoArray(sums, intsAt + at);
    }
  }
}
