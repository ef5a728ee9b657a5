/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.recurrent;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Multiplies the state of an SVDF and its weights over time, element by element. The few steps of a
 * filter rarely fill a vector; those of all filters together do.
 */
final class SvdfTimeProducts {
  private SvdfTimeProducts() {}

  /**
   * Multiplies states that are ints as the bits of floats, modulo 2^32 as the reference kernel.
   *
   * @param state replaced by the products, whole vectors
   * @param weights padded to whole vectors
   */
  static void ints(float[] state, int at, int[] weights) {
    for (int i = 0; i < weights.length; i += INTS.length()) {
      FloatVector.fromArray(FLOATS, state, at + i)
          .reinterpretAsInts()
          .mul(IntVector.fromArray(INTS, weights, i))
          .reinterpretAsFloats()
          .intoArray(state, at + i);
    }
  }

  /**
   * Multiplies states that are floats.
   *
   * @param state replaced by the products, whole vectors
   * @param weights padded to whole vectors
   */
  static void floats(float[] state, int at, float[] weights) {
    for (int i = 0; i < weights.length; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, state, at + i)
          .mul(FloatVector.fromArray(FLOATS, weights, i))
          .intoArray(state, at + i);
    }
  }
}
