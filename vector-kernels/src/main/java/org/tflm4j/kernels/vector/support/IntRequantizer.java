/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;
import static org.tflm4j.kernels.vector.support.PairLanes.INTS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.quantization.ChannelMultipliers;

/**
 * Turns 32-bit sums into quantized values, in place: adds the bias, multiplies by the channel's
 * multiplier with TFLM's double rounding, adds the zero point, and clamps. For values that are
 * computed with further, and for INT16.
 */
public final class IntRequantizer {
  /** The odd int lanes: the upper halves of the long lanes. */
  private static final VectorMask<Integer> ODD = VectorMask.fromLong(INTS, 0xAAAA_AAAA_AAAA_AAAAL);

  private final int[] bias;
  private final int[] multipliers;
  private final int[] leftShifts;
  private final int[] rightShifts;
  private final int outputZeroPoint;
  private final int minimum;
  private final int maximum;

  /**
   * Creates a requantizer.
   *
   * @param bias added to the sums, one per channel
   * @param channels the multipliers, one per channel
   * @param outputZeroPoint added to the scaled sums
   * @param minimum smallest result
   * @param maximum largest result
   */
  public IntRequantizer(
      int[] bias, ChannelMultipliers channels, int outputZeroPoint, int minimum, int maximum) {
    // A group of channels may begin anywhere, so the last vector may begin at the last channel.
    int padded = bias.length + INTS.length();
    this.bias = Arrays.copyOf(bias, padded);
    this.multipliers = Arrays.copyOf(channels.multipliers(), padded);
    this.leftShifts = new int[padded];
    this.rightShifts = new int[padded];
    int[] shifts = channels.shifts();
    for (int i = 0; i < shifts.length; i++) {
      leftShifts[i] = Math.max(shifts[i], 0);
      rightShifts[i] = Math.max(-shifts[i], 0);
    }
    this.outputZeroPoint = outputZeroPoint;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** Returns the bytes that this object's tables take. */
  public long heldBytes() {
    return 4L * Integer.BYTES * bias.length;
  }

  /**
   * Requantizes consecutive channels of rows of sums.
   *
   * @param sums holds the sums, ints as the bits of floats, padded to whole vectors; replaced by
   *     the results
   * @param at where the first row begins
   * @param step from a row to the next
   * @param channel the first channel
   * @param count how many channels
   */
  public void apply(float[] sums, int at, int step, int rows, int channel, int count) {
    for (int done = 0; done < count; done += INTS.length()) {
      IntVector offset = IntVector.fromArray(INTS, bias, channel + done);
      IntVector left = IntVector.fromArray(INTS, leftShifts, channel + done);
      IntVector right = IntVector.fromArray(INTS, rightShifts, channel + done);
      // -1 where there is a right shift, and the shift less 1.
      IntVector shifted = right.neg().lanewise(VectorOperators.ASHR, 31);
      IntVector first = right.add(shifted);
      LongVector wideM =
          IntVector.fromArray(INTS, multipliers, channel + done).reinterpretAsLongs();
      LongVector oddM = wideM.lanewise(VectorOperators.ASHR, 32);
      LongVector evenM =
          wideM.lanewise(VectorOperators.LSHL, 32).lanewise(VectorOperators.ASHR, 32);
      for (int row = 0; row < rows; row++) {
        int here = at + row * step + done;
        LongVector x =
            FloatVector.fromArray(FLOATS, sums, here)
                .reinterpretAsInts()
                .add(offset)
                .lanewise(VectorOperators.LSHL, left)
                .reinterpretAsLongs();

        // (x * m + 2^30) >> 31 in 64 bits, even lanes in the lower halves of longs, odd ones in the
        // upper. Multipliers are not negative, so nothing saturates.
        LongVector even =
            x.lanewise(VectorOperators.LSHL, 32)
                .lanewise(VectorOperators.ASHR, 32)
                .mul(evenM)
                .add(1L << 30)
                .lanewise(VectorOperators.ASHR, 31);
        LongVector odd =
            x.lanewise(VectorOperators.ASHR, 32)
                .mul(oddM)
                .add(1L << 30)
                .lanewise(VectorOperators.LSHL, 1);
        IntVector high = even.reinterpretAsInts().blend(odd.reinterpretAsInts(), ODD);

        // TFLM's rounding right shift by e, ties away from zero, is floor((x - (x < 0) + 2^(e-1)) /
        // 2^e). Shifting by e - 1 before the rounding bit is added gives the same and cannot
        // overflow, whatever the sum.
        high.add(high.lanewise(VectorOperators.ASHR, 31).and(shifted))
            .lanewise(VectorOperators.ASHR, first)
            .sub(shifted)
            .lanewise(VectorOperators.ASHR, shifted.neg())
            .add(outputZeroPoint)
            .max(minimum)
            .min(maximum)
            .reinterpretAsFloats()
            .intoArray(sums, here);
      }
    }
  }
}
