/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.support;

import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * Turns 32-bit sums into INT8 outputs: adds the bias, multiplies by the channel's multiplier with
 * TFLM's double rounding, see {@link IntRequantizer}, adds the zero point, and clamps to the
 * activation's range.
 */
public final class ChannelRequantizer implements Epilogue {
  private final int channels;
  private final int outputZeroPoint;
  private final IntegerRange activation;
  private final IntRequantizer requantizer;

  /**
   * Creates a requantizer.
   *
   * @param bias added to the sums, one per channel
   */
  public ChannelRequantizer(
      int[] bias, ChannelMultipliers multipliers, int outputZeroPoint, IntegerRange activation) {
    this.channels = bias.length;
    this.outputZeroPoint = outputZeroPoint;
    this.activation = activation;
    this.requantizer =
        new IntRequantizer(bias, multipliers, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
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
  public void write(float[] workspace, ChannelSums sums, Tensor output, int pixel, int pixels) {
    apply(
        workspace,
        sums.at(),
        sums.step(),
        pixels,
        sums.channel(),
        sums.count(),
        output.data(),
        output.offset() + pixel * channels + sums.channel(),
        channels);
  }

  @Override
  public long heldBytes() {
    return requantizer.heldBytes();
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
  public void apply(
      float[] sums,
      int sumsAt,
      int sumsStep,
      int pixels,
      int channel,
      int count,
      byte[] output,
      int outputAt,
      int outputStep) {
    requantizer.apply(sums, sumsAt, sumsStep, pixels, channel, count);
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = sumsAt + pixel * sumsStep;
      int to = outputAt + pixel * outputStep;
      ElementLanes.storeIntegers(
          TensorType.INT8, sums, at, count, outputZeroPoint, activation, output, to);
    }
  }
}
