/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of depthwise convolution: a few output pixels times one vector of channels,
 * over the taps of the window, all accumulators in registers.
 *
 * @param pixels where each output pixel's window begins in the band
 * @param taps where each tap of a window lies, counted from the window's beginning
 */
record DepthwiseTile(int[] pixels, int[] taps) {
  private static final int LANES = FLOATS.length();

  private static final int MANY = 8;
  private static final int FEW = 4;

  /**
   * Returns how many floats beyond the last pixel's sums are written at most, so that a tile need
   * not care how many pixels are left.
   *
   * @param sumsStep from one pixel's sums to the next
   */
  static int overrun(int sumsStep) {
    return MANY * sumsStep + LANES;
  }

  /** Returns the floats of the band from one row of {@code columns} output pixels to the next. */
  int rowStep(int columns) {
    return pixels.length > columns ? pixels[columns] - pixels[0] : 0;
  }

  /**
   * Computes the sums of some pixels and one vector of channels.
   *
   * @param bandAt where the band begins, plus the first channel
   * @param from the first pixel
   * @param to behind the last pixel
   * @param fromTap the first tap to sum up
   * @param toTap behind the last tap
   * @param weights [taps][LANES] from {@code weightsAt}
   * @param initial what the sums begin with, a vector
   * @param sums where the sums of the first pixel go as floats
   * @param sumsStep from one pixel's sums to the next
   */
  void multiply(
      float[] band,
      int bandAt,
      int from,
      int to,
      int fromTap,
      int toTap,
      float[] weights,
      int weightsAt,
      float[] initial,
      int initialAt,
      float[] sums,
      int sumsAt,
      int sumsStep) {
    int last = to - 1;
    int pixel = from;
    while (pixel < to) {
      int at = sumsAt + (pixel - from) * sumsStep;
      if (to - pixel <= FEW) {
        four(
            band, bandAt, pixel, last, fromTap, toTap, weights, weightsAt, initial, initialAt, sums,
            at, sumsStep);
        pixel += FEW;
      } else {
        eight(
            band, bandAt, pixel, last, fromTap, toTap, weights, weightsAt, initial, initialAt, sums,
            at, sumsStep);
        pixel += MANY;
      }
    }
  }

  /** Eight pixels; those beyond the last repeat it. */
  private void eight(
      float[] band,
      int bandAt,
      int pixel,
      int last,
      int fromTap,
      int toTap,
      float[] weights,
      int weightsAt,
      float[] initial,
      int initialAt,
      float[] sums,
      int sumsAt,
      int sumsStep) {
    int at0 = bandAt + pixels[Math.min(pixel, last)];
    int at1 = bandAt + pixels[Math.min(pixel + 1, last)];
    int at2 = bandAt + pixels[Math.min(pixel + 2, last)];
    int at3 = bandAt + pixels[Math.min(pixel + 3, last)];
    int at4 = bandAt + pixels[Math.min(pixel + 4, last)];
    int at5 = bandAt + pixels[Math.min(pixel + 5, last)];
    int at6 = bandAt + pixels[Math.min(pixel + 6, last)];
    int at7 = bandAt + pixels[Math.min(pixel + 7, last)];
    FloatVector s0 = FloatVector.fromArray(FLOATS, initial, initialAt);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    for (int tap = fromTap; tap < toTap; tap++) {
      int shift = taps[tap];
      FloatVector w = FloatVector.fromArray(FLOATS, weights, weightsAt + tap * LANES);
      s0 = w.fma(FloatVector.fromArray(FLOATS, band, at0 + shift), s0);
      s1 = w.fma(FloatVector.fromArray(FLOATS, band, at1 + shift), s1);
      s2 = w.fma(FloatVector.fromArray(FLOATS, band, at2 + shift), s2);
      s3 = w.fma(FloatVector.fromArray(FLOATS, band, at3 + shift), s3);
      s4 = w.fma(FloatVector.fromArray(FLOATS, band, at4 + shift), s4);
      s5 = w.fma(FloatVector.fromArray(FLOATS, band, at5 + shift), s5);
      s6 = w.fma(FloatVector.fromArray(FLOATS, band, at6 + shift), s6);
      s7 = w.fma(FloatVector.fromArray(FLOATS, band, at7 + shift), s7);
    }
    s0.intoArray(sums, sumsAt);
    s1.intoArray(sums, sumsAt + sumsStep);
    s2.intoArray(sums, sumsAt + 2 * sumsStep);
    s3.intoArray(sums, sumsAt + 3 * sumsStep);
    s4.intoArray(sums, sumsAt + 4 * sumsStep);
    s5.intoArray(sums, sumsAt + 5 * sumsStep);
    s6.intoArray(sums, sumsAt + 6 * sumsStep);
    s7.intoArray(sums, sumsAt + 7 * sumsStep);
  }

  /** Four pixels. */
  private void four(
      float[] band,
      int bandAt,
      int pixel,
      int last,
      int fromTap,
      int toTap,
      float[] weights,
      int weightsAt,
      float[] initial,
      int initialAt,
      float[] sums,
      int sumsAt,
      int sumsStep) {
    int at0 = bandAt + pixels[Math.min(pixel, last)];
    int at1 = bandAt + pixels[Math.min(pixel + 1, last)];
    int at2 = bandAt + pixels[Math.min(pixel + 2, last)];
    int at3 = bandAt + pixels[Math.min(pixel + 3, last)];
    FloatVector s0 = FloatVector.fromArray(FLOATS, initial, initialAt);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int tap = fromTap; tap < toTap; tap++) {
      int shift = taps[tap];
      FloatVector w = FloatVector.fromArray(FLOATS, weights, weightsAt + tap * LANES);
      s0 = w.fma(FloatVector.fromArray(FLOATS, band, at0 + shift), s0);
      s1 = w.fma(FloatVector.fromArray(FLOATS, band, at1 + shift), s1);
      s2 = w.fma(FloatVector.fromArray(FLOATS, band, at2 + shift), s2);
      s3 = w.fma(FloatVector.fromArray(FLOATS, band, at3 + shift), s3);
    }
    s0.intoArray(sums, sumsAt);
    s1.intoArray(sums, sumsAt + sumsStep);
    s2.intoArray(sums, sumsAt + 2 * sumsStep);
    s3.intoArray(sums, sumsAt + 3 * sumsStep);
  }

  long heldBytes() {
    return (long) Integer.BYTES * (pixels.length + taps.length);
  }
}
