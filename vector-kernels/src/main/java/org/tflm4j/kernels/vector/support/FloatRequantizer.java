/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import static org.tflm4j.kernels.vector.support.Int8Lanes.BYTES;
import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.LANES;
import static org.tflm4j.kernels.vector.support.Int8Lanes.PARTS;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.tensor.Tensor;

/**
 * Requantization of exact float sums to INT8 in float arithmetic, bit for bit as TFLM's fixed-point
 * arithmetic does it.
 *
 * <p>For a sum x, a multiplier m and a right shift r, TFLM computes {@code h = floor(x * m / 2^31 +
 * 1/2)} and then {@code h / 2^r} rounded with ties away from zero. Floors nest, so with {@code v =
 * x * m / 2^(31 + r)} the two roundings are one:
 *
 * <pre>
 *   floor(v + 1/2 + d) for h &gt;= 0, floor(v + 1/2 - d) for h &lt; 0, where d = 2^-(r + 1) for r &gt; 0, 0 otherwise
 * </pre>
 *
 * <p>(Where h and v differ in sign, h is 0 and both give 0, as d is at most 1/4.) Rounding v + d to
 * the nearest integer gives the same unless it is so near to a tie that float arithmetic cannot
 * tell the sides apart. Those are found by their distance to the rounded value and computed again
 * in integers: a few in a hundred thousand.
 */
public final class FloatRequantizer implements Epilogue {
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));

  /** With larger left shifts a sum of up to 2^24 might not stay within 31 bits. */
  private static final int LARGEST_SHIFT = 6;

  /** 1.5 * 2^23: adding it leaves a value rounded to an integer in the lower bits of the float. */
  private static final float MAGIC = 0x1.8p23f;

  /**
   * Beyond this distance from the rounded value the side of a tie is not certain. Within the range
   * of INT8 outputs, 255 in magnitude, v has an error below 255 * 2^-23 from the rounded scale and
   * the rounded product, and the sum with d one below 2^-17: together less than 2^-14. Beyond that
   * range sides do not matter.
   */
  private static final float CERTAIN = 0.5f - 0x1p-14f;

  private static final int CERTAIN_BITS = Float.floatToRawIntBits(CERTAIN);

  private static final int SIGN = 0x8000_0000;

  private final float[] bias;
  private final int channels;

  /** Floats after which the channels repeat in the tables, a whole number of pixels. */
  private final int period;

  private final int[] multipliers;
  private final int[] shifts;
  private final float[] scales;

  /** d of the class comment. */
  private final float[] nudges;

  /** 1.5 * 2^23 and the output's zero point. */
  private final float magic;

  private final int outputZeroPoint;
  private final int minimum;
  private final int maximum;

  /**
   * Creates a requantizer.
   *
   * @param bias what sums begin with; with it they are exact and at most 2^24 in magnitude
   */
  public FloatRequantizer(float[] bias, WeightedNumerics.Quantized numerics) {
    ChannelMultipliers multipliers = numerics.multipliers();
    this.bias = bias;
    this.channels = multipliers.channels();
    this.multipliers = multipliers.multipliers();
    this.shifts = multipliers.shifts();
    // Fewer channels than a unit are handled as a run of several pixels that fills whole units.
    this.period =
        channels >= LANES ? channels : channels * (LANES / Integer.lowestOneBit(channels | LANES));
    this.scales = new float[period + LANES];
    this.nudges = new float[period + LANES];
    for (int i = 0; i < scales.length; i++) {
      int shift = shifts[i % channels];
      scales[i] = (float) Math.scalb((double) this.multipliers[i % channels], shift - 31);
      nudges[i] = shift < 0 ? Math.scalb(1f, shift - 1) : 0;
    }
    this.outputZeroPoint = numerics.outputZeroPoint();
    this.magic = MAGIC + outputZeroPoint;
    this.minimum = numerics.activation().min();
    this.maximum = numerics.activation().max();
  }

  /** Returns true for the shifts that this class is exact for. */
  public static boolean takes(int shift) {
    return shift <= LARGEST_SHIFT;
  }

  @Override
  public boolean takesInts() {
    return false;
  }

  @Override
  public float[] initialSums() {
    return bias.clone();
  }

  @Override
  public void write(float[] workspace, ChannelSums sums, Tensor output, int pixel, int pixels) {
    int at = sums.at();
    int step = sums.step();
    int channel = sums.channel();
    byte[] data = output.data();
    int outputAt = output.offset() + pixel * channels + channel;
    if (sums.count() == LANES) {
      unit(workspace, at, step, pixels, channel, data, outputAt, channels);
    } else if (sums.count() == channels && step == channels) {
      run(workspace, at, pixels * channels, data, outputAt);
    } else {
      each(workspace, at, step, pixels, channel, sums.count(), data, outputAt);
    }
  }

  @Override
  public long heldBytes() {
    return 2L * Float.BYTES * scales.length + 3L * Integer.BYTES * channels;
  }

  /** Requantizes one unit of channels of some pixels. */
  private void unit(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int pixels,
      int channel,
      byte[] output,
      int outputAt,
      int outputStep) {
    if (!round(sums, sumsAt, sumsStep, pixels, channel, output, outputAt, outputStep)) {
      settle(sums, sumsAt, sumsStep, pixels, channel, output, outputAt, outputStep);
    }
  }

  /** Requantizes sums that lie side by side from channel 0, less than a unit of channels each. */
  private void run(float[] sums, int sumsAt, int total, byte[] output, int outputAt) {
    int whole = total / LANES * LANES;
    for (int first = 0; first < Math.min(period, whole); first += LANES) {
      int repetitions = (whole - first - 1) / period + 1;
      unit(sums, sumsAt + first, period, repetitions, first, output, outputAt + first, period);
    }
    if (total >= LANES && whole < total) {
      int last = total - LANES;
      unit(sums, sumsAt + last, 0, 1, last % period, output, outputAt + last, 0);
    } else {
      for (int i = whole; i < total; i++) {
        output[outputAt + i] = requantize((int) sums[sumsAt + i], i % channels);
      }
    }
  }

  /** Requantizes the channels of some pixels one by one. */
  private void each(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int pixels,
      int channel,
      int count,
      byte[] output,
      int outputAt) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int i = 0; i < count; i++) {
        output[outputAt + pixel * channels + i] =
            requantize((int) sums[sumsAt + pixel * sumsStep + i], channel + i);
      }
    }
  }

  private byte requantize(int sum, int channel) {
    int scaled = FixedPoint.multiply(sum, multipliers[channel], shifts[channel]) + outputZeroPoint;
    return (byte) Math.min(Math.max(scaled, minimum), maximum);
  }

  /** Returns false if some result is too near to a tie to be certain. */
  private boolean round(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int pixels,
      int channel,
      byte[] output,
      int outputAt,
      int outputStep) {
    FloatVector scale = FloatVector.fromArray(FLOATS, scales, channel);
    IntVector nudge = FloatVector.fromArray(FLOATS, nudges, channel).reinterpretAsInts();
    // Ints are clamped and compared here: floats would obey Java's rules for NaN and -0, at several
    // times the cost, and non-negative floats are ordered as their bits are.
    int low = Float.floatToRawIntBits(magic + (minimum - outputZeroPoint));
    int high = Float.floatToRawIntBits(magic + (maximum - outputZeroPoint));
    IntVector farthest = IntVector.zero(INTS);
    if (PARTS == 1) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        FloatVector v = FloatVector.fromArray(FLOATS, sums, sumsAt + pixel * sumsStep).mul(scale);
        v = v.add(v.reinterpretAsInts().and(SIGN).or(nudge).reinterpretAsFloats());
        FloatVector rounded = v.add(magic);
        farthest = v.sub(rounded.sub(magic)).reinterpretAsInts().and(~SIGN).max(farthest);
        ((ByteVector)
                rounded
                    .reinterpretAsInts()
                    .max(low)
                    .min(high)
                    .convertShape(VectorOperators.I2B, BYTES, 0))
            .intoArray(output, outputAt + pixel * outputStep);
      }
    } else {
      FloatVector scale1 = FloatVector.fromArray(FLOATS, scales, channel + FLOATS.length());
      IntVector nudge1 =
          FloatVector.fromArray(FLOATS, nudges, channel + FLOATS.length()).reinterpretAsInts();
      for (int pixel = 0; pixel < pixels; pixel++) {
        int at = sumsAt + pixel * sumsStep;
        FloatVector v = FloatVector.fromArray(FLOATS, sums, at).mul(scale);
        v = v.add(v.reinterpretAsInts().and(SIGN).or(nudge).reinterpretAsFloats());
        FloatVector rounded = v.add(magic);
        farthest = v.sub(rounded.sub(magic)).reinterpretAsInts().and(~SIGN).max(farthest);
        FloatVector v1 = FloatVector.fromArray(FLOATS, sums, at + FLOATS.length()).mul(scale1);
        v1 = v1.add(v1.reinterpretAsInts().and(SIGN).or(nudge1).reinterpretAsFloats());
        FloatVector rounded1 = v1.add(magic);
        farthest = v1.sub(rounded1.sub(magic)).reinterpretAsInts().and(~SIGN).max(farthest);
        IntVector lower = rounded.reinterpretAsInts().max(low).min(high);
        IntVector upper = rounded1.reinterpretAsInts().max(low).min(high);
        ((ByteVector) lower.convertShape(VectorOperators.I2B, BYTES, 0))
            .or((ByteVector) upper.convertShape(VectorOperators.I2B, BYTES, -1))
            .intoArray(output, outputAt + pixel * outputStep);
      }
    }
    return !farthest.compare(VectorOperators.GT, CERTAIN_BITS).anyTrue();
  }

  /** Computes vectors with an uncertain result again, in integers. */
  private void settle(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int pixels,
      int channel,
      byte[] output,
      int outputAt,
      int outputStep) {
    for (int part = 0; part < LANES; part += FLOATS.length()) {
      FloatVector scale = FloatVector.fromArray(FLOATS, scales, channel + part);
      IntVector nudge = FloatVector.fromArray(FLOATS, nudges, channel + part).reinterpretAsInts();
      for (int pixel = 0; pixel < pixels; pixel++) {
        int at = sumsAt + part + pixel * sumsStep;
        FloatVector v = FloatVector.fromArray(FLOATS, sums, at).mul(scale);
        v = v.add(v.reinterpretAsInts().and(SIGN).or(nudge).reinterpretAsFloats());
        FloatVector distance = v.sub(v.add(magic).sub(magic));
        IntVector bits = distance.reinterpretAsInts().and(~SIGN);
        if (bits.compare(VectorOperators.GT, CERTAIN_BITS).anyTrue()) {
          int to = outputAt + part + pixel * outputStep;
          for (int lane = 0; lane < FLOATS.length(); lane++) {
            output[to + lane] =
                requantize((int) sums[at + lane], (channel + part + lane) % channels);
          }
        }
      }
    }
  }
}
