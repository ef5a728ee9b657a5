/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import org.tflm4j.api.op.Window;

/**
 * Computes the innermost loops of the most frequent depthwise convolution, a window of 3 x 3 that
 * moves a pixel at a time: the weights of a vector of channels stay in registers, and three output
 * pixels side by side share the five columns that they see, 15 loads for 27 multiply-adds.
 *
 * @param tapRowStep floats of the widened inputs from one row of the window to the next
 * @param rowStep floats of the widened inputs from one output row to the next
 * @param pixelStep floats of a widened pixel
 */
record DepthwiseTile3x3(int tapRowStep, int rowStep, int pixelStep) {
  /** Output pixels of a tile, side by side in a row. */
  private static final int PIXELS = 3;

  private static final int LANES = FLOATS.length();

  /** Returns true if this class computes the window; rows must hold a tile, too. */
  static boolean takes(Window window, int columns) {
    return window.filterHeight() == 3
        && window.filterWidth() == 3
        && window.strideWidth() == 1
        && window.dilationWidth() == 1
        && columns >= PIXELS;
  }

  /**
   * Computes the sums of a rectangle of output pixels and one vector of channels. The last tile of
   * a row overlaps with the one before it where columns do not divide evenly.
   *
   * @param workspace holds the widened inputs and takes the sums, [rows][columns]
   * @param inputAt where the first window begins, plus the first channel
   * @param filter the weights, [3][3][LANES], and what the sums begin with
   * @param sumsAt where the sums of the first pixel go
   */
  void multiply(
      float[] workspace,
      int inputAt,
      int rows,
      int columns,
      DepthwiseFilterVector filter,
      int sumsAt) {
    float[] weights = filter.weights();
    int weightsAt = filter.weightsAt();
    int sumsStep = filter.sumsStep();
    FloatVector w0 = FloatVector.fromArray(FLOATS, weights, weightsAt);
    FloatVector w1 = FloatVector.fromArray(FLOATS, weights, weightsAt + LANES);
    FloatVector w2 = FloatVector.fromArray(FLOATS, weights, weightsAt + 2 * LANES);
    FloatVector w3 = FloatVector.fromArray(FLOATS, weights, weightsAt + 3 * LANES);
    FloatVector w4 = FloatVector.fromArray(FLOATS, weights, weightsAt + 4 * LANES);
    FloatVector w5 = FloatVector.fromArray(FLOATS, weights, weightsAt + 5 * LANES);
    FloatVector w6 = FloatVector.fromArray(FLOATS, weights, weightsAt + 6 * LANES);
    FloatVector w7 = FloatVector.fromArray(FLOATS, weights, weightsAt + 7 * LANES);
    FloatVector w8 = FloatVector.fromArray(FLOATS, weights, weightsAt + 8 * LANES);
    FloatVector first = FloatVector.fromArray(FLOATS, filter.initialSums(), filter.initialAt());
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < columns; x += PIXELS) {
        int column = Math.min(x, columns - PIXELS);
        int at = inputAt + row * rowStep + column * pixelStep;
        FloatVector s0 = first;
        FloatVector s1 = first;
        FloatVector s2 = first;
        FloatVector v = FloatVector.fromArray(FLOATS, workspace, at);
        s0 = w0.fma(v, s0);
        v = FloatVector.fromArray(FLOATS, workspace, at + pixelStep);
        s0 = w1.fma(v, s0);
        s1 = w0.fma(v, s1);
        v = FloatVector.fromArray(FLOATS, workspace, at + 2 * pixelStep);
        s0 = w2.fma(v, s0);
        s1 = w1.fma(v, s1);
        s2 = w0.fma(v, s2);
        v = FloatVector.fromArray(FLOATS, workspace, at + 3 * pixelStep);
        s1 = w2.fma(v, s1);
        s2 = w1.fma(v, s2);
        v = FloatVector.fromArray(FLOATS, workspace, at + 4 * pixelStep);
        s2 = w2.fma(v, s2);
        at += tapRowStep;
        v = FloatVector.fromArray(FLOATS, workspace, at);
        s0 = w3.fma(v, s0);
        v = FloatVector.fromArray(FLOATS, workspace, at + pixelStep);
        s0 = w4.fma(v, s0);
        s1 = w3.fma(v, s1);
        v = FloatVector.fromArray(FLOATS, workspace, at + 2 * pixelStep);
        s0 = w5.fma(v, s0);
        s1 = w4.fma(v, s1);
        s2 = w3.fma(v, s2);
        v = FloatVector.fromArray(FLOATS, workspace, at + 3 * pixelStep);
        s1 = w5.fma(v, s1);
        s2 = w4.fma(v, s2);
        v = FloatVector.fromArray(FLOATS, workspace, at + 4 * pixelStep);
        s2 = w5.fma(v, s2);
        at += tapRowStep;
        v = FloatVector.fromArray(FLOATS, workspace, at);
        s0 = w6.fma(v, s0);
        v = FloatVector.fromArray(FLOATS, workspace, at + pixelStep);
        s0 = w7.fma(v, s0);
        s1 = w6.fma(v, s1);
        v = FloatVector.fromArray(FLOATS, workspace, at + 2 * pixelStep);
        s0 = w8.fma(v, s0);
        s1 = w7.fma(v, s1);
        s2 = w6.fma(v, s2);
        v = FloatVector.fromArray(FLOATS, workspace, at + 3 * pixelStep);
        s1 = w8.fma(v, s1);
        s2 = w7.fma(v, s2);
        v = FloatVector.fromArray(FLOATS, workspace, at + 4 * pixelStep);
        s2 = w8.fma(v, s2);
        int to = sumsAt + (row * columns + column) * sumsStep;
        s0.intoArray(workspace, to);
        s1.intoArray(workspace, to + sumsStep);
        s2.intoArray(workspace, to + 2 * sumsStep);
      }
    }
  }
}
