/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.PairLanes.BYTES;
import static org.tflm4j.kernels.vector.PairLanes.ELEMENTS;
import static org.tflm4j.kernels.vector.PairLanes.FLOATS;
import static org.tflm4j.kernels.vector.PairLanes.INTS;
import static org.tflm4j.kernels.vector.PairLanes.SHORTS;
import static org.tflm4j.kernels.vector.PairLanes.WHOLE;
import static org.tflm4j.kernels.vector.PairLanes.widen;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.tensor.LittleEndian;

/**
 * The products of a state and the weights over time of SVDF, element by element: a filter's few
 * steps rarely fill a vector, all filters together do.
 */
final class StateProducts {
  private StateProducts() {}

  /**
   * Multiplies INT16 states, modulo 2^32 as the reference kernel.
   *
   * @param products takes the products, ints as the bits of floats
   */
  static void int16(byte[] state, int stateAt, int[] weights, float[] products, int to, int count) {
    int done = 0;
    for (int end = SHORTS.loopBound(count); done < end; done += ELEMENTS) {
      multiply(
          ByteVector.fromArray(WHOLE, state, stateAt + Short.BYTES * done).reinterpretAsShorts(),
          weights,
          done,
          products,
          to + done);
    }
    for (; done < count; done++) {
      int value = LittleEndian.getShort(state, stateAt + Short.BYTES * done);
      products[to + done] = Float.intBitsToFloat(value * weights[done]);
    }
  }

  /**
   * Multiplies INT8 states.
   *
   * @param products takes the products, ints as the bits of floats
   */
  static void int8(byte[] state, int stateAt, int[] weights, float[] products, int to, int count) {
    int done = 0;
    for (int end = BYTES.loopBound(count); done < end; done += ELEMENTS) {
      multiply(widen(state, stateAt + done), weights, done, products, to + done);
    }
    for (; done < count; done++) {
      products[to + done] = Float.intBitsToFloat(state[stateAt + done] * weights[done]);
    }
  }

  private static void multiply(
      ShortVector state, int[] weights, int weightsAt, float[] products, int to) {
    int half = INTS.length();
    IntVector lower = (IntVector) state.convertShape(VectorOperators.S2I, INTS, 0);
    IntVector upper = (IntVector) state.convertShape(VectorOperators.S2I, INTS, 1);
    lower
        .mul(IntVector.fromArray(INTS, weights, weightsAt))
        .reinterpretAsFloats()
        .intoArray(products, to);
    upper
        .mul(IntVector.fromArray(INTS, weights, weightsAt + half))
        .reinterpretAsFloats()
        .intoArray(products, to + half);
  }

  /** Multiplies FLOAT32 states. */
  static void float32(
      byte[] state, int stateAt, float[] weights, float[] products, int to, int count) {
    int done = 0;
    for (int end = FLOATS.loopBound(count); done < end; done += FLOATS.length()) {
      ByteVector.fromArray(WHOLE, state, stateAt + Float.BYTES * done)
          .reinterpretAsFloats()
          .mul(FloatVector.fromArray(FLOATS, weights, done))
          .intoArray(products, to + done);
    }
    for (; done < count; done++) {
      products[to + done] =
          LittleEndian.getFloat(state, stateAt + Float.BYTES * done) * weights[done];
    }
  }
}
