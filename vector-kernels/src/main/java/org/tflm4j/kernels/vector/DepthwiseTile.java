/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector;

import static org.tflm4j.kernels.vector.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of depthwise convolution: four output pixels times one vector of channels
 * over the taps of the window. The widened input rows lie in a ring.
 *
 * @param ringRows rows of the ring
 * @param rowFloats floats of a row
 * @param pixelStep from one output pixel's window to the next
 * @param tapStep from one tap of a filter row to the next
 * @param tapRows rows of the ring from one filter row to the next
 * @param filterWidth taps of a filter row
 * @param channelStride floats from one tap's weights to the next: channels, padded to whole vectors
 */
record DepthwiseTile(
    int ringRows,
    int rowFloats,
    int pixelStep,
    int tapStep,
    int tapRows,
    int filterWidth,
    int channelStride) {
  /** Pixels of a tile. */
  static final int PIXELS = 4;

  /**
   * Sums up the taps from filter row {@code fromY} to {@code toY} and from column {@code fromX} to
   * {@code toX}.
   *
   * @param band the ring's array
   * @param at where channel and first pixel begin in the first row of the ring
   * @param ringRow the row of the ring that filter row 0 sees
   * @param count how many pixels there are, 1 to PIXELS; the others repeat the first
   * @param weights [tap][channelStride]
   * @param channel the first channel
   * @param sums floats, [pixel][channelStride], written at the place of the channel
   */
  void multiply(
      float[] band,
      int at,
      int ringRow,
      int count,
      float[] weights,
      int channel,
      int fromY,
      int toY,
      int fromX,
      int toX,
      float[] sums,
      int sumsAt) {
    int step1 = count > 1 ? pixelStep : 0;
    int step2 = count > 2 ? 2 * pixelStep : 0;
    int step3 = count > 3 ? 3 * pixelStep : 0;
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int slot = (ringRow + fromY * tapRows) % ringRows;
    for (int filterY = fromY; filterY < toY; filterY++) {
      int rowAt = at + slot * rowFloats;
      int weightAt = filterY * filterWidth * channelStride + channel;
      for (int filterX = fromX; filterX < toX; filterX++) {
        FloatVector w = FloatVector.fromArray(FLOATS, weights, weightAt + filterX * channelStride);
        int tapAt = rowAt + filterX * tapStep;
        s0 = w.fma(FloatVector.fromArray(FLOATS, band, tapAt), s0);
        s1 = w.fma(FloatVector.fromArray(FLOATS, band, tapAt + step1), s1);
        s2 = w.fma(FloatVector.fromArray(FLOATS, band, tapAt + step2), s2);
        s3 = w.fma(FloatVector.fromArray(FLOATS, band, tapAt + step3), s3);
      }
      slot += tapRows;
      slot = slot >= ringRows ? slot - ringRows : slot;
    }
    int sumAt = sumsAt + channel;
    s0.intoArray(sums, sumAt);
    s1.intoArray(sums, sumAt + channelStride);
    s2.intoArray(sums, sumAt + 2 * channelStride);
    s3.intoArray(sums, sumAt + 3 * channelStride);
  }
}
