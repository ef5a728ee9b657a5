/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.support;

import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.quantization.ChannelMultipliers;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorType;

/**
 * Turns an accumulator into a quantized output: adds the bias, multiplies by the channel's
 * multiplier, adds the zero point, and clamps to the activation's range.
 */
public final class Requantizer {
  private final int[] multipliers;
  private final int[] shifts;
  private final boolean accumulator64;
  private final int outputZeroPoint;
  private final IntegerRange activation;

  /** Creates the requantizer of a layer with weights. */
  public Requantizer(WeightedNumerics.Quantized numerics) {
    this(
        numerics.multipliers(),
        numerics.accumulator64(),
        numerics.outputZeroPoint(),
        numerics.activation());
  }

  /**
   * Creates the requantizer of one operator.
   *
   * @param channels one multiplier per channel
   * @param accumulator64 true for 64-bit accumulators and multipliers reduced to 16 bits
   * @param outputZeroPoint added to the scaled accumulators
   * @param activation the range of the outputs
   */
  public Requantizer(
      ChannelMultipliers channels,
      boolean accumulator64,
      int outputZeroPoint,
      IntegerRange activation) {
    this.multipliers = channels.multipliers();
    this.shifts = channels.shifts();
    this.accumulator64 = accumulator64;
    this.outputZeroPoint = outputZeroPoint;
    this.activation = activation;
  }

  /** Returns the bias of a channel, INT16, INT32 or INT64; 0 where there is none. */
  public static long bias(Tensor bias, int channel) {
    if (bias == null) {
      return 0;
    }
    if (bias.type() == TensorType.INT32) {
      return LittleEndian.getInt(bias.data(), bias.offset() + 4 * channel);
    }
    return bias.type() == TensorType.INT64
        ? LittleEndian.getLong(bias.data(), bias.offset() + 8 * channel)
        : LittleEndian.getShort(bias.data(), bias.offset() + 2 * channel);
  }

  /** Returns the quantized output for an accumulator that includes the bias. */
  public int apply(long accumulator, int channel) {
    int scaled =
        accumulator64
            ? FixedPoint.multiply(accumulator, multipliers[channel], shifts[channel])
            : FixedPoint.multiply((int) accumulator, multipliers[channel], shifts[channel]);
    return activation.clamp(scaled + outputZeroPoint);
  }

  /**
   * Stores the output element for a sum without the bias.
   *
   * @param index of the element in the output
   * @param bias null where there is none
   */
  public void store(Tensor output, int index, long sum, Tensor bias, int channel) {
    store(output, index, apply(sum + bias(bias, channel), channel));
  }

  /** Stores an element of an INT8 or INT16 output. */
  public static void store(Tensor output, int index, int value) {
    if (output.type() == TensorType.INT16) {
      LittleEndian.putShort(output.data(), output.offset() + 2 * index, (short) value);
    } else {
      output.data()[output.offset() + index] = (byte) value;
    }
  }
}
