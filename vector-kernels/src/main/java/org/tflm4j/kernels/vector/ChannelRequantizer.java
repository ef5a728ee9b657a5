/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.BYTES;
import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.Int8Lanes.PARTS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.tflm4j.api.op.Activation;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.tensor.Tensor;

/**
 * From 32-bit sums to INT8 outputs, a vector of channels at a time: bias, multiplier of the channel
 * with TFLM's double rounding, zero point, activation.
 */
final class ChannelRequantizer implements Epilogue {
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));

  /** The odd int lanes: the upper halves of the long lanes. */
  private static final VectorMask<Integer> ODD = VectorMask.fromLong(INTS, 0xAAAA_AAAA_AAAA_AAAAL);

  private final int channels;
  private final int[] bias;
  private final int[] multipliers;
  private final int[] leftShifts;

  /** -1 where there is a right shift, 0 elsewhere. */
  private final int[] signMasks;

  /** The right shift less 1, 0 where there is none. */
  private final int[] firstShifts;

  /** 1 where there is a right shift, 0 elsewhere: the rounding term and the shift behind it. */
  private final int[] lastShifts;

  private final int outputOffset;
  private final int minimum;
  private final int maximum;

  /**
   * Creates a requantizer.
   *
   * @param bias added to the sums, one per channel
   */
  ChannelRequantizer(
      int[] bias, ChannelMultipliers channels, int outputOffset, Activation activation) {
    this.channels = bias.length;
    // Groups may begin anywhere, so the last vector may begin at the last channel.
    int padded = bias.length + BYTES.length();
    this.bias = Arrays.copyOf(bias, padded);
    this.multipliers = Arrays.copyOf(channels.multipliers(), padded);
    this.leftShifts = new int[padded];
    this.signMasks = new int[padded];
    this.firstShifts = new int[padded];
    this.lastShifts = new int[padded];
    int[] shifts = channels.shifts();
    for (int i = 0; i < shifts.length; i++) {
      leftShifts[i] = Math.max(shifts[i], 0);
      signMasks[i] = shifts[i] < 0 ? -1 : 0;
      firstShifts[i] = Math.max(-shifts[i] - 1, 0);
      lastShifts[i] = shifts[i] < 0 ? 1 : 0;
    }
    this.outputOffset = outputOffset;
    this.minimum = activation.quantizedMin();
    this.maximum = activation.quantizedMax();
  }

  @Override
  public boolean takesInts() {
    return true;
  }

  @Override
  public float[] initialSums() {
    return new float[channels];
  }

  @Override
  public void write(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int limbStep,
      Tensor output,
      int pixel,
      int pixels,
      int channel,
      int count) {
    int outputAt = output.offset() + pixel * channels + channel;
    apply(sums, sumsAt, sumsStep, pixels, channel, count, output.data(), outputAt, channels);
  }

  @Override
  public long heldBytes() {
    return 6L * Integer.BYTES * bias.length;
  }

  /**
   * Requantizes the sums of consecutive channels of some pixels.
   *
   * @param sums holds the sums, ints as the bits of floats, channels padded to whole vectors;
   *     overwritten
   * @param sumsAt where the first pixel's begin
   * @param sumsStep from one pixel's sums to the next
   * @param pixels how many pixels
   * @param channel the first channel
   * @param count how many channels
   * @param outputAt where the first pixel's outputs go
   * @param outputStep from one pixel's outputs to the next
   */
  void apply(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int pixels,
      int channel,
      int count,
      byte[] output,
      int outputAt,
      int outputStep) {
    // All in one method: helpers that return vectors box them where HotSpot does not inline them.
    for (int done = 0; done < count; done += INTS.length()) {
      int c = channel + done;
      IntVector channelBias = IntVector.fromArray(INTS, bias, c);
      IntVector left = IntVector.fromArray(INTS, leftShifts, c);
      LongVector wideM = IntVector.fromArray(INTS, multipliers, c).reinterpretAsLongs();
      LongVector oddM = wideM.lanewise(VectorOperators.ASHR, 32);
      LongVector evenM =
          wideM.lanewise(VectorOperators.LSHL, 32).lanewise(VectorOperators.ASHR, 32);
      IntVector signMask = IntVector.fromArray(INTS, signMasks, c);
      IntVector first = IntVector.fromArray(INTS, firstShifts, c);
      IntVector last = IntVector.fromArray(INTS, lastShifts, c);
      boolean whole = PARTS == 1 && done <= count - INTS.length();
      for (int pixel = 0; pixel < pixels; pixel++) {
        int at = sumsAt + pixel * sumsStep + done;
        LongVector x =
            FloatVector.fromArray(FLOATS, sums, at)
                .reinterpretAsInts()
                .add(channelBias)
                .lanewise(VectorOperators.LSHL, left)
                .reinterpretAsLongs();

        // (x * m + 2^30) >> 31 in 64 bits: even lanes in the lower halves of longs, odd ones in the
        // upper.
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
        // 2^e). Shifting by e - 1 before the rounding bit is added gives the same and can not
        // overflow, whatever the sum.
        IntVector result =
            high.add(high.lanewise(VectorOperators.ASHR, 31).and(signMask))
                .lanewise(VectorOperators.ASHR, first)
                .add(last)
                .lanewise(VectorOperators.ASHR, last)
                .add(outputOffset)
                .max(minimum)
                .min(maximum);
        int to = outputAt + pixel * outputStep + done;
        if (whole) {
          result
              .convertShape(VectorOperators.I2B, BYTES, 0)
              .reinterpretAsBytes()
              .intoArray(output, to);
        } else {
          result.reinterpretAsFloats().intoArray(sums, at);
          narrow(sums, at, Math.min(INTS.length(), count - done), output, to);
        }
      }
    }
  }

  /** Stores a few ints as bytes: those that are left over, and all where vectors are too short. */
  private static void narrow(float[] sums, int at, int count, byte[] output, int outputAt) {
    for (int i = 0; i < count; i++) {
      output[outputAt + i] = (byte) Float.floatToRawIntBits(sums[at + i]);
    }
  }
}
