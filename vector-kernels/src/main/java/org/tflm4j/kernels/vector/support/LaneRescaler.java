/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * Multiplies int lanes by one real multiplier, with TFLM's double rounding: {@code
 * FixedPoint.multiply((lane + offset) << leftShift, multiplier, shift)}, whatever the lanes hold.
 */
public final class LaneRescaler implements LaneFunction {
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));

  /** The odd int lanes: the upper halves of the long lanes. */
  private static final VectorMask<Integer> ODD = VectorMask.fromLong(INTS, 0xAAAA_AAAA_AAAA_AAAAL);

  private final int offset;
  private final int leftShift;
  private final QuantizedMultiplier multiplier;

  /**
   * Creates a rescaler.
   *
   * @param offset added to the lanes
   * @param leftShift bits that the sums are shifted up, in addition to those of the multiplier
   */
  public LaneRescaler(int offset, int leftShift, QuantizedMultiplier multiplier) {
    this.offset = offset;
    this.leftShift = leftShift;
    this.multiplier = multiplier;
  }

  @Override
  public void apply(float[] lanes, int at, int count) {
    rescale(lanes, at, count, offset, leftShift, multiplier.multiplier(), multiplier.shift());
  }

  /**
   * Rescales whole vectors from lane {@code at} until {@code count} lanes are done.
   *
   * @param shift from -31 to 31; a right shift where it is negative
   */
  public static void rescale(
      float[] lanes, int at, int count, int offset, int leftShift, int multiplier, int shift) {
    int left = leftShift + Math.max(shift, 0);
    // With a right shift: the bit of the sign, all but the last of the shifts, the rounding term.
    int signMask = shift < 0 ? -1 : 0;
    int firstShift = Math.max(-shift - 1, 0);
    int lastShift = shift < 0 ? 1 : 0;
    LongVector m =
        LongVector.broadcast(LONGS, multiplier)
            .lanewise(VectorOperators.LSHL, 32)
            .lanewise(VectorOperators.ASHR, 32);
    for (int i = at; i < at + count; i += INTS.length()) {
      LongVector x =
          FloatVector.fromArray(FLOATS, lanes, i)
              .reinterpretAsInts()
              .add(offset)
              .lanewise(VectorOperators.LSHL, left)
              .reinterpretAsLongs();

      // (x * m + 2^30) >> 31 in 64 bits: even lanes in the lower halves of longs, odd ones in the
      // upper.
      LongVector even =
          x.lanewise(VectorOperators.LSHL, 32)
              .lanewise(VectorOperators.ASHR, 32)
              .mul(m)
              .add(1L << 30)
              .lanewise(VectorOperators.ASHR, 31);
      LongVector odd =
          x.lanewise(VectorOperators.ASHR, 32)
              .mul(m)
              .add(1L << 30)
              .lanewise(VectorOperators.LSHL, 1);
      IntVector high = even.reinterpretAsInts().blend(odd.reinterpretAsInts(), ODD);

      // As in IntRequantizer: shifting by e - 1 before the rounding bit is added is TFLM's
      // rounding right shift by e, and cannot overflow.
      high.add(high.lanewise(VectorOperators.ASHR, 31).and(signMask))
          .lanewise(VectorOperators.ASHR, firstShift)
          .add(lastShift)
          .lanewise(VectorOperators.ASHR, lastShift)
          .reinterpretAsFloats()
          .intoArray(lanes, i);
    }
  }
}
