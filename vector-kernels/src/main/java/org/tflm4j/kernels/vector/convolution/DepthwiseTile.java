/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * Computes the innermost loops of depthwise convolution: a few output pixels times one vector of
 * channels, over some taps of the window, all accumulators in registers.
 *
 * @param pixels where each output pixel's window begins in the widened inputs
 * @param taps where each tap of a window lies, counted from the window's beginning
 * @param fromTap the first tap to sum up
 * @param toTap behind the last tap to sum up
 */
record DepthwiseTile(int[] pixels, int[] taps, int fromTap, int toTap) {
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

  /**
   * Returns the floats of the widened inputs from one row of {@code columns} output pixels to the
   * next.
   */
  int rowStep(int columns) {
    return pixels.length > columns ? pixels[columns] - pixels[0] : 0;
  }

  /**
   * Computes the sums of some pixels and one vector of channels.
   *
   * @param workspace holds the widened inputs and takes the sums as floats
   * @param inputAt where the widened inputs begin, plus the first channel
   * @param from the first pixel
   * @param to behind the last pixel
   * @param filter the weights and what the sums begin with
   * @param sumsAt where the sums of the first pixel go
   */
  void multiply(
      float[] workspace, int inputAt, int from, int to, DepthwiseFilterVector filter, int sumsAt) {
    int last = to - 1;
    int pixel = from;
    while (pixel < to) {
      int at = sumsAt + (pixel - from) * filter.sumsStep();
      if (to - pixel <= FEW) {
        tile4(workspace, inputAt, pixel, last, filter, at);
        pixel += FEW;
      } else {
        tile8(workspace, inputAt, pixel, last, filter, at);
        pixel += MANY;
      }
    }
  }

  /** Eight pixels; those beyond the last repeat it. */
  private void tile8(
      float[] workspace,
      int inputAt,
      int pixel,
      int last,
      DepthwiseFilterVector filter,
      int sumsAt) {
    float[] weights = filter.weights();
    int weightsAt = filter.weightsAt();
    int sumsStep = filter.sumsStep();
    int at0 = inputAt + pixels[Math.min(pixel, last)];
    int at1 = inputAt + pixels[Math.min(pixel + 1, last)];
    int at2 = inputAt + pixels[Math.min(pixel + 2, last)];
    int at3 = inputAt + pixels[Math.min(pixel + 3, last)];
    int at4 = inputAt + pixels[Math.min(pixel + 4, last)];
    int at5 = inputAt + pixels[Math.min(pixel + 5, last)];
    int at6 = inputAt + pixels[Math.min(pixel + 6, last)];
    int at7 = inputAt + pixels[Math.min(pixel + 7, last)];
    FloatVector s0 = FloatVector.fromArray(FLOATS, filter.initialSums(), filter.initialAt());
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
      s0 = w.fma(FloatVector.fromArray(FLOATS, workspace, at0 + shift), s0);
      s1 = w.fma(FloatVector.fromArray(FLOATS, workspace, at1 + shift), s1);
      s2 = w.fma(FloatVector.fromArray(FLOATS, workspace, at2 + shift), s2);
      s3 = w.fma(FloatVector.fromArray(FLOATS, workspace, at3 + shift), s3);
      s4 = w.fma(FloatVector.fromArray(FLOATS, workspace, at4 + shift), s4);
      s5 = w.fma(FloatVector.fromArray(FLOATS, workspace, at5 + shift), s5);
      s6 = w.fma(FloatVector.fromArray(FLOATS, workspace, at6 + shift), s6);
      s7 = w.fma(FloatVector.fromArray(FLOATS, workspace, at7 + shift), s7);
    }
    s0.intoArray(workspace, sumsAt);
    s1.intoArray(workspace, sumsAt + sumsStep);
    s2.intoArray(workspace, sumsAt + 2 * sumsStep);
    s3.intoArray(workspace, sumsAt + 3 * sumsStep);
    s4.intoArray(workspace, sumsAt + 4 * sumsStep);
    s5.intoArray(workspace, sumsAt + 5 * sumsStep);
    s6.intoArray(workspace, sumsAt + 6 * sumsStep);
    s7.intoArray(workspace, sumsAt + 7 * sumsStep);
  }

  /** Four pixels. */
  private void tile4(
      float[] workspace,
      int inputAt,
      int pixel,
      int last,
      DepthwiseFilterVector filter,
      int sumsAt) {
    float[] weights = filter.weights();
    int weightsAt = filter.weightsAt();
    int sumsStep = filter.sumsStep();
    int at0 = inputAt + pixels[Math.min(pixel, last)];
    int at1 = inputAt + pixels[Math.min(pixel + 1, last)];
    int at2 = inputAt + pixels[Math.min(pixel + 2, last)];
    int at3 = inputAt + pixels[Math.min(pixel + 3, last)];
    FloatVector s0 = FloatVector.fromArray(FLOATS, filter.initialSums(), filter.initialAt());
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int tap = fromTap; tap < toTap; tap++) {
      int shift = taps[tap];
      FloatVector w = FloatVector.fromArray(FLOATS, weights, weightsAt + tap * LANES);
      s0 = w.fma(FloatVector.fromArray(FLOATS, workspace, at0 + shift), s0);
      s1 = w.fma(FloatVector.fromArray(FLOATS, workspace, at1 + shift), s1);
      s2 = w.fma(FloatVector.fromArray(FLOATS, workspace, at2 + shift), s2);
      s3 = w.fma(FloatVector.fromArray(FLOATS, workspace, at3 + shift), s3);
    }
    s0.intoArray(workspace, sumsAt);
    s1.intoArray(workspace, sumsAt + sumsStep);
    s2.intoArray(workspace, sumsAt + 2 * sumsStep);
    s3.intoArray(workspace, sumsAt + 3 * sumsStep);
  }

  long heldBytes() {
    return (long) Integer.BYTES * (pixels.length + taps.length);
  }
}
