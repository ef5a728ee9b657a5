/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support.product;

import static org.tflm4j.kernels.vector.support.PairLanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.kernels.vector.support.IntRequantizer;

/**
 * A dense layer from rows of INT8 or INT16 inputs to quantized values in the work space: {@code
 * requantize(sum((x - inputZeroPoint) * (w - weightsZeroPoint)) + bias)}, the zero point of the
 * input folded into the bias.
 *
 * <p>A row of INT16 becomes two, its upper and its lower bytes, which are multiplied as INT8:
 * {@code sum(x * w) = 256 * sum(upper * w) + sum(lower * w)}.
 */
public final class QuantizedDense {
  private final PairedFilter filter;
  private final int depth;
  private final boolean split;
  private final boolean hasZeroPoints;
  private final int[] weightsZeroPoints;

  /** For sums of 32 bits, null otherwise. */
  private final IntRequantizer requantizer;

  /** For sums of 64 bits, null otherwise. */
  private final WideRequantizer wideRequantizer;

  /**
   * What a layer multiplies with.
   *
   * @param weights [channels][depth]
   * @param weightsAt where they begin
   * @param weightsZeroPoints the zero point of the weights of each channel
   * @param bias of each channel
   */
  public record Weights(
      byte[] weights, int weightsAt, int depth, int[] weightsZeroPoints, long[] bias) {
    int channels() {
      return bias.length;
    }

    /**
     * Returns true if the sums over the upper and those over the lower bytes of INT16 rows stay
     * within 32 bits: no byte exceeds 128 in magnitude, and no weight with its offset 256.
     */
    public static boolean allowInt16(int depth) {
      return depth <= Integer.MAX_VALUE / (128 * 256);
    }
  }

  /**
   * What becomes of the sums.
   *
   * @param accumulator64 true for 64-bit sums and the reduced multiplier
   * @param outputZeroPoint the zero point of the results
   * @param minimum smallest result
   * @param maximum largest result
   */
  public record Requantization(
      ChannelMultipliers multipliers,
      boolean accumulator64,
      int outputZeroPoint,
      int minimum,
      int maximum) {}

  /**
   * Creates a layer.
   *
   * @param int16 true for INT16 inputs, false for INT8
   * @param inputZeroPoint the zero point of the inputs
   */
  public QuantizedDense(
      boolean int16, int inputZeroPoint, Weights weights, Requantization requantization) {
    this.depth = weights.depth();
    this.split = int16;
    this.weightsZeroPoints = weights.weightsZeroPoints().clone();
    this.hasZeroPoints = Arrays.stream(weightsZeroPoints).anyMatch(each -> each != 0);
    this.filter =
        new PairedFilter(weights.weights(), weights.weightsAt(), weights.channels(), depth);
    long[] bias = new long[weights.channels()];
    for (int channel = 0; channel < bias.length; channel++) {
      long sum = filter.weightSum(channel) - (long) depth * weightsZeroPoints[channel];
      bias[channel] = weights.bias()[channel] - inputZeroPoint * sum;
    }
    ChannelMultipliers multipliers = requantization.multipliers();
    int zero = requantization.outputZeroPoint();
    int low = requantization.minimum();
    int high = requantization.maximum();
    boolean wide = requantization.accumulator64();
    this.wideRequantizer = wide ? new WideRequantizer(bias, multipliers, zero, low, high) : null;
    this.requantizer =
        wide ? null : new IntRequantizer(truncated(bias), multipliers, zero, low, high);
  }

  /** The reference kernels' sums are cut to 32 bits as well. */
  private static int[] truncated(long[] values) {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }

  /** Returns the floats of work space that an input row takes. */
  public int rowFloats() {
    return split ? 2 * filter.pairs() : filter.pairs();
  }

  /** Returns the floats of work space from the results of a row to those of the next. */
  public int resultStep() {
    return split ? 2 * filter.blocks().paddedChannels() : filter.blocks().paddedChannels();
  }

  public long heldBytes() {
    return filter.heldBytes()
        + (long) Integer.BYTES * weightsZeroPoints.length
        + (requantizer != null ? requantizer.heldBytes() : wideRequantizer.heldBytes());
  }

  /**
   * Computes the results of some rows, ints as the bits of floats, [row][{@link #resultStep}].
   *
   * @param inputAt the byte where the first row begins; the others follow
   * @param rowsAt where {@code rows * rowFloats()} floats may be used
   * @param resultsAt where the results go
   */
  public void apply(byte[] input, int inputAt, int rows, float[] space, int rowsAt, int resultsAt) {
    int step = filter.blocks().paddedChannels();
    if (split) {
      for (int row = 0; row < rows; row++) {
        int from = inputAt + Short.BYTES * row * depth;
        PairedRows.splitRow(input, from, space, rowsAt + row * rowFloats(), depth);
      }
      DenseProduct.multiply(filter, space, rowsAt, 2 * rows, resultsAt, step);
    } else {
      for (int row = 0; row < rows; row++) {
        int from = inputAt + row * depth;
        PairedRows.widenRow(input, from, space, rowsAt + row * rowFloats(), depth);
      }
      DenseProduct.multiply(filter, space, rowsAt, rows, resultsAt, step);
    }
    if (hasZeroPoints) {
      subtractWeightsZeroPoints(input, inputAt, rows, space, resultsAt);
    }
    requantize(rows, space, resultsAt);
  }

  /** Subtracts {@code weightsZeroPoint * sum(x)}, for INT16 in its two parts. */
  private void subtractWeightsZeroPoints(
      byte[] input, int inputAt, int rows, float[] space, int resultsAt) {
    int step = filter.blocks().paddedChannels();
    for (int row = 0; row < rows; row++) {
      int upper = 0;
      int lower = 0;
      for (int i = row * depth; i < (row + 1) * depth; i++) {
        int x =
            split ? LittleEndian.getShort(input, inputAt + Short.BYTES * i) : input[inputAt + i];
        upper += (x - (byte) x) >> 8;
        lower += (byte) x;
      }
      int at = resultsAt + row * resultStep();
      for (int channel = 0; channel < weightsZeroPoints.length; channel++) {
        if (split) {
          add(space, at + channel, -weightsZeroPoints[channel] * upper);
          add(space, at + step + channel, -weightsZeroPoints[channel] * lower);
        } else {
          add(space, at + channel, -weightsZeroPoints[channel] * lower);
        }
      }
    }
  }

  private static void add(float[] sums, int at, int number) {
    sums[at] = Float.intBitsToFloat(Float.floatToRawIntBits(sums[at]) + number);
  }

  private void requantize(int rows, float[] space, int resultsAt) {
    int step = filter.blocks().paddedChannels();
    int channels = weightsZeroPoints.length;
    for (int row = 0; split && row < rows; row++) {
      int upperAt = resultsAt + row * 2 * step;
      if (wideRequantizer != null) {
        wideRequantizer.apply(space, upperAt, upperAt + step, channels);
      } else {
        join(space, upperAt, upperAt + step, channels);
      }
    }
    if (requantizer != null) {
      requantizer.apply(space, resultsAt, resultStep(), rows, 0, channels);
    }
  }

  /** Replaces the sums over the upper bytes by {@code 256 * upper + lower}, modulo 2^32. */
  private static void join(float[] sums, int upperAt, int lowerAt, int count) {
    for (int done = 0; done < count; done += FLOATS.length()) {
      IntVector lower = FloatVector.fromArray(FLOATS, sums, lowerAt + done).reinterpretAsInts();
      FloatVector.fromArray(FLOATS, sums, upperAt + done)
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHL, 8)
          .add(lower)
          .reinterpretAsFloats()
          .intoArray(sums, upperAt + done);
    }
  }
}
