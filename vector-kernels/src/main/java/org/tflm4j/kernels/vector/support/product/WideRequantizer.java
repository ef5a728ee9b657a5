/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;
import static org.tflm4j.kernels.vector.support.PairLanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.tflm4j.api.quantization.ChannelMultipliers;

/**
 * Turns 64-bit sums of INT16 inputs into quantized values: adds the bias, multiplies by TFLM's
 * reduced multiplier of the channel, adds the zero point, and clamps. A sum arrives in two halves,
 * over the upper and the lower bytes of the inputs, see {@link PairedRows#splitRow}.
 */
final class WideRequantizer {
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));

  private static final int LANES = INTS.length();

  /** The odd int lanes: the upper halves of the long lanes. */
  private static final VectorMask<Integer> ODD = VectorMask.fromLong(INTS, 0xAAAA_AAAA_AAAA_AAAAL);

  /** One vector of even channels, one of odd channels, and so on, as in the other tables. */
  private final long[] bias;

  private final long[] multipliers;
  private final long[] shifts;
  private final long[] rounding;
  private final int outputZeroPoint;
  private final int minimum;
  private final int maximum;

  /**
   * Creates a requantizer.
   *
   * @param bias added to the sums, one per channel
   * @param minimum smallest result
   * @param maximum largest result
   */
  WideRequantizer(
      long[] bias, ChannelMultipliers channels, int outputZeroPoint, int minimum, int maximum) {
    int padded = Math.ceilDiv(bias.length, LANES) * LANES;
    this.bias = new long[padded];
    this.multipliers = new long[padded];
    this.shifts = new long[padded];
    this.rounding = new long[padded];
    int[] full = channels.multipliers();
    int[] leftShifts = channels.shifts();
    for (int channel = 0; channel < bias.length; channel++) {
      int lane = channel % LANES;
      int at = channel - lane + (lane & 1) * (LANES / 2) + (lane >> 1);
      this.bias[at] = bias[channel];
      // As in FixedPoint: the multiplier is reduced to 16 bits.
      multipliers[at] = full[channel] < 0x7FFF_0000 ? (full[channel] + (1 << 15)) >> 16 : 0x7FFF;
      shifts[at] = 15L - leftShifts[channel];
      rounding[at] = 1L << (shifts[at] - 1);
    }
    this.outputZeroPoint = outputZeroPoint;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** Returns the bytes that this object's tables take. */
  long heldBytes() {
    return 4L * Long.BYTES * bias.length;
  }

  /**
   * Requantizes the sums of one row, all channels.
   *
   * @param sums holds the sums and takes the results, ints as the bits of floats, padded to whole
   *     vectors
   * @param upperAt where the sums over the upper bytes are; the results replace them
   * @param lowerAt where those over the lower bytes are
   */
  void apply(float[] sums, int upperAt, int lowerAt, int count) {
    for (int done = 0; done < count; done += LANES) {
      int odds = done + LANES / 2;
      LongVector upper =
          FloatVector.fromArray(FLOATS, sums, upperAt + done)
              .reinterpretAsInts()
              .reinterpretAsLongs();
      LongVector lower =
          FloatVector.fromArray(FLOATS, sums, lowerAt + done)
              .reinterpretAsInts()
              .reinterpretAsLongs();
      // upper * 2^8 + lower, the ints of even lanes sign-extended from the lower halves of longs.
      LongVector even =
          upper
              .lanewise(VectorOperators.LSHL, 32)
              .lanewise(VectorOperators.ASHR, 24)
              .add(lower.lanewise(VectorOperators.LSHL, 32).lanewise(VectorOperators.ASHR, 32))
              .add(LongVector.fromArray(LONGS, bias, done))
              .mul(LongVector.fromArray(LONGS, multipliers, done))
              .add(LongVector.fromArray(LONGS, rounding, done))
              .lanewise(VectorOperators.ASHR, LongVector.fromArray(LONGS, shifts, done));
      LongVector odd =
          upper
              .lanewise(VectorOperators.ASHR, 32)
              .lanewise(VectorOperators.LSHL, 8)
              .add(lower.lanewise(VectorOperators.ASHR, 32))
              .add(LongVector.fromArray(LONGS, bias, odds))
              .mul(LongVector.fromArray(LONGS, multipliers, odds))
              .add(LongVector.fromArray(LONGS, rounding, odds))
              .lanewise(VectorOperators.ASHR, LongVector.fromArray(LONGS, shifts, odds));
      // The lower halves count, as in the reference kernel's cast to int.
      even.reinterpretAsInts()
          .blend(odd.lanewise(VectorOperators.LSHL, 32).reinterpretAsInts(), ODD)
          .add(outputZeroPoint)
          .max(minimum)
          .min(maximum)
          .reinterpretAsFloats()
          .intoArray(sums, upperAt + done);
    }
  }
}
