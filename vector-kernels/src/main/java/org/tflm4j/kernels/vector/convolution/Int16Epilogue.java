/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.kernels.vector.support.ChannelSums;
import org.tflm4j.kernels.vector.support.Epilogue;

/**
 * Turns the sums over the upper and over the lower bytes of INT16 inputs into INT16 outputs, by the
 * 32-bit or the 64-bit route of TFLM.
 */
final class Int16Epilogue implements Epilogue {
  private final long[] bias;
  private final int[] multipliers;
  private final int[] shifts;
  private final boolean accumulator64;
  private final IntegerRange activation;

  /**
   * Creates an epilogue.
   *
   * @param bias added to the sums, one per channel
   */
  Int16Epilogue(long[] bias, WeightedNumerics.Quantized numerics) {
    this.bias = bias;
    this.multipliers = numerics.multipliers().multipliers();
    this.shifts = numerics.multipliers().shifts();
    this.accumulator64 = numerics.accumulator64();
    this.activation = numerics.activation();
  }

  @Override
  public boolean takesInts() {
    return true;
  }

  @Override
  public float[] initialSums() {
    return new float[bias.length];
  }

  @Override
  public void write(float[] workspace, ChannelSums sums, Tensor output, int pixel, int pixels) {
    int channel = sums.channel();
    for (int i = 0; i < pixels; i++) {
      int from = sums.at() + i * sums.step();
      int to = output.offset() + Short.BYTES * ((pixel + i) * bias.length + channel);
      for (int lane = 0; lane < sums.count(); lane++) {
        long upper = Float.floatToRawIntBits(workspace[from + lane]);
        int lower = Float.floatToRawIntBits(workspace[from + sums.limbStep() + lane]);
        int result = requantize((upper << 8) + lower + bias[channel + lane], channel + lane);
        LittleEndian.putShort(output.data(), to + Short.BYTES * lane, (short) result);
      }
    }
  }

  private int requantize(long sum, int channel) {
    int scaled =
        accumulator64
            ? FixedPoint.multiply(sum, multipliers[channel], shifts[channel])
            : FixedPoint.multiply((int) sum, multipliers[channel], shifts[channel]);
    return activation.clamp(scaled);
  }

  @Override
  public long heldBytes() {
    return (Long.BYTES + 2L * Integer.BYTES) * bias.length;
  }
}
