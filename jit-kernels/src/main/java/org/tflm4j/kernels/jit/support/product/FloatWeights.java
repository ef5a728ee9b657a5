/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.api.tensor.ConstantBytes;
import org.tflm4j.api.tensor.LittleEndian;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * A constant FLOAT32 filter: for each output channel the weights of the elements that a pixel
 * reads, in the order in which it reads them.
 *
 * @param bytes holds it
 * @param offset where the first weight of the first channel lies
 * @param channelStep elements from an output channel to the next
 * @param step elements from a weight of a channel to the next
 * @param steps weights of a channel
 */
public record FloatWeights(byte[] bytes, int offset, int channelStep, int step, int steps) {
  private static final int EXPONENT = 0x7F80_0000;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /** Checks that the weights of a channel, or those of all channels for a step, lie in a row. */
  public FloatWeights {
    if (channelStep != 1 && step != 1) {
      throw new IllegalArgumentException("steps of " + channelStep + " and " + step);
    }
  }

  /** Returns the weights of a filter [channel][weight]. */
  public static FloatWeights of(TensorSpec filter, int steps) {
    ConstantBytes constant = ConstantBytes.of(filter);
    return new FloatWeights(constant.bytes(), constant.offset(), steps, 1, steps);
  }

  /**
   * Returns true if none of the weights is infinite or NaN.
   *
   * @param channels how many there are
   */
  boolean areFinite(int channels) {
    for (int i = 0; i < channels * steps; i++) {
      if ((LittleEndian.getInt(bytes, offset + Float.BYTES * i) & EXPONENT) == EXPONENT) {
        return false;
      }
    }
    return true;
  }

  /**
   * Packs the weights of some channels: [weight][channel]. In plain arrays and with copies of whole
   * rows, since it runs in a JVM that has not compiled anything yet.
   *
   * @param firstChannel the first of them
   * @param packedAt where they go
   */
  void pack(int firstChannel, int channels, MemorySegment packed, long packedAt) {
    MemorySegment filter = MemorySegment.ofArray(bytes);
    long from = offset + (long) Float.BYTES * firstChannel * channelStep;
    int[] rows = new int[steps * channels];
    if (channelStep == 1) {
      for (int i = 0; i < steps; i++) {
        MemorySegment.copy(filter, INT, from + 4L * i * step, rows, i * channels, channels);
      }
    } else {
      int[] channel = new int[steps];
      for (int c = 0; c < channels; c++) {
        MemorySegment.copy(filter, INT, from + 4L * c * channelStep, channel, 0, steps);
        for (int i = 0, to = c; i < steps; i++, to += channels) {
          rows[to] = channel[i];
        }
      }
    }
    MemorySegment.copy(rows, 0, packed, INT, packedAt, rows.length);
  }
}
