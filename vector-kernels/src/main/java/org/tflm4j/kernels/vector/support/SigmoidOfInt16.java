/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.ElementLanes.INTS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.op.Sigmoid;
import org.tflm4j.api.op.Sigmoid.Kind;
import org.tflm4j.api.quantization.SigmoidTable;

/** Computes LOGISTIC and TANH of INT16 lanes by {@link SigmoidTable}, look-ups in a pass apart. */
public final class SigmoidOfInt16 implements LaneFunction {
  private static final int KNOTS = 256;

  /** Bits of a chord's slope, which is at most a quarter of 65536 / 24. */
  private static final int SLOPE_BITS = 12;

  /** Each knot above the difference to the next one. The last ones hold what the curves tend to. */
  private static final int[] LOGISTIC_CHORDS = chords(65534);

  private static final int[] TANH_CHORDS = chords(65535);

  private final Sigmoid.Int16 numerics;
  private final boolean tanh;

  /** Creates the function of one kind, for inputs of one scale. */
  public SigmoidOfInt16(Kind kind, Sigmoid.Int16 numerics) {
    this.numerics = numerics;
    this.tanh = kind == Kind.TANH;
  }

  private static int[] chords(int last) {
    int[] chords = new int[KNOTS];
    for (int i = 0; i < KNOTS - 1; i++) {
      int knot = SigmoidTable.knot(i);
      chords[i] = knot << SLOPE_BITS | (SigmoidTable.knot(i + 1) - knot);
    }
    chords[KNOTS - 1] = last << SLOPE_BITS;
    return chords;
  }

  @Override
  public void apply(float[] lanes, int at, int count) {
    int spare = at + ElementLanes.wholeVectors(count);
    // tanh(x) = 2 logistic(2x) - 1: one bit of the chord's fraction less.
    int fractionBits = tanh ? 8 : 9;
    indices(lanes, at, count, fractionBits, spare);
    LaneTable.lookUp(tanh ? TANH_CHORDS : LOGISTIC_CHORDS, lanes, spare, count);
    interpolate(lanes, at, count, fractionBits, spare);
  }

  /**
   * Scales lanes to the steps of the table and writes the indices of their chords. The multiplier
   * has 16 bits, so the product fits an int; the rounding term may wrap.
   */
  private void indices(float[] lanes, int at, int count, int fractionBits, int to) {
    int shift = numerics.inputShift();
    int rounding = shift > 0 ? 1 << (shift - 1) : 0;
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector scaled =
          FloatVector.fromArray(FLOATS, lanes, at + i)
              .reinterpretAsInts()
              .mul(numerics.inputMultiplier())
              .add(rounding)
              .lanewise(VectorOperators.ASHR, shift);
      scaled.reinterpretAsFloats().intoArray(lanes, at + i);
      IntVector sign = scaled.lanewise(VectorOperators.ASHR, 31);
      scaled
          .lanewise(VectorOperators.XOR, sign)
          .sub(sign)
          .lanewise(VectorOperators.ASHR, fractionBits)
          .lanewise(VectorOperators.UMIN, KNOTS - 1)
          .reinterpretAsFloats()
          .intoArray(lanes, to + i);
    }
  }

  /**
   * Interpolates at the magnitude of lanes and takes the result to their sign: for LOGISTIC one
   * less it, less the smallest step, for TANH its negative, less the smallest step. With the
   * fraction, values have at most 26 bits.
   */
  private void interpolate(float[] lanes, int at, int count, int fractionBits, int chordsAt) {
    int fractionMask = (1 << fractionBits) - 1;
    int middle = tanh ? 1 << 23 : 0;
    int negated = tanh ? 0 : 1 << 25;
    int shift = tanh ? 8 : 10;
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector scaled = FloatVector.fromArray(FLOATS, lanes, at + i).reinterpretAsInts();
      IntVector sign = scaled.lanewise(VectorOperators.ASHR, 31);
      IntVector chord = FloatVector.fromArray(FLOATS, lanes, chordsAt + i).reinterpretAsInts();
      scaled
          .lanewise(VectorOperators.XOR, sign)
          .sub(sign)
          .and(fractionMask)
          .mul(chord.and((1 << SLOPE_BITS) - 1))
          .add(
              chord
                  .lanewise(VectorOperators.LSHR, SLOPE_BITS)
                  .lanewise(VectorOperators.LSHL, fractionBits))
          .sub(middle)
          .lanewise(VectorOperators.XOR, sign)
          .add(sign.and(negated))
          .add(1 << (shift - 1))
          .lanewise(VectorOperators.ASHR, shift)
          .reinterpretAsFloats()
          .intoArray(lanes, at + i);
    }
  }
}
