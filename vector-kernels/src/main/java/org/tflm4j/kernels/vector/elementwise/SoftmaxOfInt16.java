/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.elementwise;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.quantization.LookupTable;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.kernels.vector.support.ElementLanes;
import org.tflm4j.kernels.vector.support.LaneReduction;
import org.tflm4j.kernels.vector.support.LaneRescaler;
import org.tflm4j.kernels.vector.support.LaneTable;

/** SOFTMAX of a row of INT16, in TFLM's arithmetic: both of its functions are look-up tables. */
final class SoftmaxOfInt16 implements VectorSoftmax.RowFunction {
  /** The exponential function from -10 to 0, in steps of 1/32768. */
  private static final int[] EXP =
      chords(
          LookupTable.ofInt16(
              10f / 65535, Short.MAX_VALUE, 2f / 65535, 0, x -> (float) StrictMath.exp(x)));

  /** 1 / (1 + x) for x from 0 to 1, in steps of 1/32768. */
  private static final short[] ONE_OVER_ONE_PLUS_X =
      LookupTable.ofInt16(1f / 65535, Short.MIN_VALUE, 2f / 65535, 0, x -> 1 / (1 + x));

  private final QuantizedMultiplier inputMultiplier;

  SoftmaxOfInt16(QuantizedMultiplier inputMultiplier) {
    this.inputMultiplier = inputMultiplier;
  }

  /**
   * Each knot in the upper half of an int, the difference to the next one, cut off, in the lower.
   */
  private static int[] chords(short[] table) {
    int[] chords = new int[table.length - 1];
    for (int i = 0; i < chords.length; i++) {
      chords[i] = table[i] << 16 | ((table[i + 1] - table[i]) & 0xFFFF);
    }
    return chords;
  }

  @Override
  public void apply(float[] lanes, int depth) {
    int spare = ElementLanes.wholeVectors(depth);
    int max = Float.floatToRawIntBits(LaneReduction.INT_MAX.ofRun(lanes, 0, depth, spare));
    // The difference, from -65535, which stands for -10, to 0.
    LaneRescaler.rescale(
        lanes, 0, depth, -max, 0, inputMultiplier.multiplier(), inputMultiplier.shift());
    indices(lanes, depth, spare);
    LaneTable.lookUp(EXP, lanes, spare, depth);
    interpolate(lanes, depth, spare);
    // Each term is at most 2^15 - 1; preparing keeps rows short enough for an int.
    int sum = Float.floatToRawIntBits(LaneReduction.INT_SUM.ofRun(lanes, 0, depth, spare));

    // The sum, brought into the range of 1 to 2, less 1: in steps of 1/65536 around 1/2.
    int headroomPlusOne = Integer.numberOfLeadingZeros(sum);
    int normalized = (int) ((((long) sum << (headroomPlusOne - 1)) + (1 << 13)) >> 14);
    int argument = normalized - (1 << 15) - (1 << 16);
    int reciprocal =
        LookupTable.interpolate(
            ONE_OVER_ONE_PLUS_X, (short) Math.clamp(argument, Short.MIN_VALUE, Short.MAX_VALUE));
    divide(lanes, depth, reciprocal, 31 - headroomPlusOne);
  }

  /** Brings arguments to 16 bits around 0 and writes the indices of their chords. */
  private static void indices(float[] lanes, int count, int to) {
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector argument =
          FloatVector.fromArray(FLOATS, lanes, i)
              .reinterpretAsInts()
              .add(Short.MAX_VALUE)
              .max(Short.MIN_VALUE)
              .min(Short.MAX_VALUE);
      argument.reinterpretAsFloats().intoArray(lanes, i);
      argument
          .lanewise(VectorOperators.ASHR, 7)
          .add(256)
          .reinterpretAsFloats()
          .intoArray(lanes, to + i);
    }
  }

  /** As {@code LookupTable.interpolate}; lanes are the arguments and become the results. */
  private static void interpolate(float[] lanes, int count, int chordsAt) {
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector argument = FloatVector.fromArray(FLOATS, lanes, i).reinterpretAsInts();
      IntVector chord = FloatVector.fromArray(FLOATS, lanes, chordsAt + i).reinterpretAsInts();
      // The slope has 16 bits, so the product is under 2^23. The sum is cut off to 16 bits.
      chord
          .lanewise(VectorOperators.LSHL, 16)
          .lanewise(VectorOperators.ASHR, 16)
          .mul(argument.and(0x7F))
          .add(64)
          .lanewise(VectorOperators.ASHR, 7)
          .add(chord.lanewise(VectorOperators.ASHR, 16))
          .lanewise(VectorOperators.LSHL, 16)
          .lanewise(VectorOperators.ASHR, 16)
          .reinterpretAsFloats()
          .intoArray(lanes, i);
    }
  }

  /**
   * Multiplies by the reciprocal and shifts, rounding halves up. Both factors are below 2^15 and
   * the rounding term is at most 2^29, so the sum fits an int.
   *
   * @param rightShift from 14 for a row of one element to 30
   */
  private static void divide(float[] lanes, int count, int reciprocal, int rightShift) {
    int rounding = 1 << (rightShift - 1);
    for (int i = 0; i < count; i += INTS.length()) {
      FloatVector.fromArray(FLOATS, lanes, i)
          .reinterpretAsInts()
          .mul(reciprocal)
          .add(rounding)
          .lanewise(VectorOperators.ASHR, rightShift)
          .max(0)
          .min(Short.MAX_VALUE)
          .reinterpretAsFloats()
          .intoArray(lanes, i);
    }
  }

  @Override
  public long heldBytes() {
    return 0;
  }
}
