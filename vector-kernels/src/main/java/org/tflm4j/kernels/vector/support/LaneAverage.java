/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Divides sums in lanes by a count, in place, whole vectors at a time. */
public final class LaneAverage {
  private LaneAverage() {}

  /**
   * Divides int sums, rounding half away from zero.
   *
   * @param divisor at least 1; {@code |sum| + divisor / 2} fits an int, and the average 16 bits
   */
  public static void ofInts(float[] lanes, int at, int count, int divisor) {
    FloatVector reciprocal = FloatVector.broadcast(FLOATS, 1f / divisor);
    for (int i = at; i < at + count; i += INTS.length()) {
      IntVector sum = FloatVector.fromArray(FLOATS, lanes, i).reinterpretAsInts();
      IntVector sign = sum.lanewise(VectorOperators.ASHR, 31);
      IntVector dividend = sum.lanewise(VectorOperators.XOR, sign).sub(sign).add(divisor / 2);
      // Three roundings to 24 bits: wrong by less than 2^15 * 3 * 2^-24, so the whole part is right
      // or one away from it, which the remainder tells.
      IntVector quotient =
          ((FloatVector) dividend.convert(VectorOperators.I2F, 0))
              .mul(reciprocal)
              .convert(VectorOperators.F2I, 0)
              .reinterpretAsInts();
      IntVector remainder = dividend.sub(quotient.mul(divisor));
      quotient
          .add(remainder.lanewise(VectorOperators.ASHR, 31))
          .add(remainder.neg().add(divisor - 1).lanewise(VectorOperators.LSHR, 31))
          .lanewise(VectorOperators.XOR, sign)
          .sub(sign)
          .reinterpretAsFloats()
          .intoArray(lanes, i);
    }
  }

  /** Divides FLOAT32 sums. */
  public static void ofFloats(float[] lanes, int at, int count, float divisor) {
    for (int i = at; i < at + count; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, lanes, i).div(divisor).intoArray(lanes, i);
    }
  }
}
