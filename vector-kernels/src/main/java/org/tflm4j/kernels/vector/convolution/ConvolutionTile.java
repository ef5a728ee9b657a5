/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * Computes the innermost loops of convolution: a few output pixels times one or two vectors of
 * output channels, all accumulators in registers. Two vectors of channels keep the filter of a tile
 * small enough for the first-level cache at any depth. The methods stay this plain because vectors
 * are boxed when a compilation grows beyond HotSpot's limits.
 *
 * <p>A pixel's window lies among the widened inputs as a sequence of runs of {@code runLength}
 * floats.
 *
 * @param pixels where each output pixel's window begins in the widened inputs
 * @param runs where each run of a window begins, counted from the window's beginning
 * @param runLength floats of a run
 */
record ConvolutionTile(int[] pixels, int[] runs, int runLength) {
  private static final int LANES = FLOATS.length();

  /** Pixels of the smaller tile. */
  private static final int FEW = 4;

  /**
   * Pixels of the larger tile: 8 x 2 accumulators where vectors of 512 or 128 bits come with 32
   * registers, 4 x 2 where 256 bits come with 16.
   */
  private static final int MANY = FLOATS.vectorBitSize() == 256 ? FEW : 8;

  /**
   * Returns how many floats beyond the last pixel's sums are written at most, so that a tile need
   * not care how many pixels are left.
   *
   * @param sumsStep from one pixel's sums to the next
   */
  static int overrun(int sumsStep) {
    return 8 * sumsStep + 2 * LANES;
  }

  /**
   * Computes the sums of {@code count} pixels from the first and one block of channels.
   *
   * @param workspace holds the widened inputs and takes the sums as floats, a pixel's vectors side
   *     by side
   * @param inputAt where the widened inputs begin, plus the first channel of the group
   * @param block the weights and what the sums begin with
   * @param sumsAt where the sums go
   */
  void multiply(float[] workspace, int inputAt, int count, PackedFilterBlock block, int sumsAt) {
    int last = count - 1;
    int pixel = 0;
    while (pixel < count) {
      int to = sumsAt + pixel * block.sumsStep();
      if (block.vectors() == 1) {
        tile8x1(workspace, inputAt, pixel, last, block, to);
        pixel += 8;
      } else if (MANY == FEW || count - pixel <= FEW) {
        tile4x2(workspace, inputAt, pixel, last, block, to);
        pixel += FEW;
      } else {
        tile8x2(workspace, inputAt, pixel, last, block, to);
        pixel += MANY;
      }
    }
  }

  /** Eight pixels times two vectors; pixels beyond the last repeat it. */
  private void tile8x2(
      float[] workspace, int inputAt, int pixel, int last, PackedFilterBlock block, int sumsAt) {
    float[] filter = block.weights();
    float[] initial = block.initialSums();
    int initialAt = block.initialAt();
    int sumsStep = block.sumsStep();
    int at0 = inputAt + pixels[Math.min(pixel, last)];
    int at1 = inputAt + pixels[Math.min(pixel + 1, last)];
    int at2 = inputAt + pixels[Math.min(pixel + 2, last)];
    int at3 = inputAt + pixels[Math.min(pixel + 3, last)];
    int at4 = inputAt + pixels[Math.min(pixel + 4, last)];
    int at5 = inputAt + pixels[Math.min(pixel + 5, last)];
    int at6 = inputAt + pixels[Math.min(pixel + 6, last)];
    int at7 = inputAt + pixels[Math.min(pixel + 7, last)];
    FloatVector s00 = FloatVector.fromArray(FLOATS, initial, initialAt);
    FloatVector s01 = FloatVector.fromArray(FLOATS, initial, initialAt + LANES);
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    FloatVector s30 = s00;
    FloatVector s31 = s01;
    FloatVector s40 = s00;
    FloatVector s41 = s01;
    FloatVector s50 = s00;
    FloatVector s51 = s01;
    FloatVector s60 = s00;
    FloatVector s61 = s01;
    FloatVector s70 = s00;
    FloatVector s71 = s01;
    int f = block.weightsAt();
    for (int run : runs) {
      int end = run + runLength;
      for (int k = run; k < end; k++, f += 2 * LANES) {
        FloatVector w0 = FloatVector.fromArray(FLOATS, filter, f);
        FloatVector w1 = FloatVector.fromArray(FLOATS, filter, f + LANES);
        FloatVector x = FloatVector.broadcast(FLOATS, workspace[at0 + k]);
        s00 = w0.fma(x, s00);
        s01 = w1.fma(x, s01);
        x = FloatVector.broadcast(FLOATS, workspace[at1 + k]);
        s10 = w0.fma(x, s10);
        s11 = w1.fma(x, s11);
        x = FloatVector.broadcast(FLOATS, workspace[at2 + k]);
        s20 = w0.fma(x, s20);
        s21 = w1.fma(x, s21);
        x = FloatVector.broadcast(FLOATS, workspace[at3 + k]);
        s30 = w0.fma(x, s30);
        s31 = w1.fma(x, s31);
        x = FloatVector.broadcast(FLOATS, workspace[at4 + k]);
        s40 = w0.fma(x, s40);
        s41 = w1.fma(x, s41);
        x = FloatVector.broadcast(FLOATS, workspace[at5 + k]);
        s50 = w0.fma(x, s50);
        s51 = w1.fma(x, s51);
        x = FloatVector.broadcast(FLOATS, workspace[at6 + k]);
        s60 = w0.fma(x, s60);
        s61 = w1.fma(x, s61);
        x = FloatVector.broadcast(FLOATS, workspace[at7 + k]);
        s70 = w0.fma(x, s70);
        s71 = w1.fma(x, s71);
      }
    }
    s00.intoArray(workspace, sumsAt);
    s01.intoArray(workspace, sumsAt + LANES);
    s10.intoArray(workspace, sumsAt + sumsStep);
    s11.intoArray(workspace, sumsAt + sumsStep + LANES);
    s20.intoArray(workspace, sumsAt + 2 * sumsStep);
    s21.intoArray(workspace, sumsAt + 2 * sumsStep + LANES);
    s30.intoArray(workspace, sumsAt + 3 * sumsStep);
    s31.intoArray(workspace, sumsAt + 3 * sumsStep + LANES);
    s40.intoArray(workspace, sumsAt + 4 * sumsStep);
    s41.intoArray(workspace, sumsAt + 4 * sumsStep + LANES);
    s50.intoArray(workspace, sumsAt + 5 * sumsStep);
    s51.intoArray(workspace, sumsAt + 5 * sumsStep + LANES);
    s60.intoArray(workspace, sumsAt + 6 * sumsStep);
    s61.intoArray(workspace, sumsAt + 6 * sumsStep + LANES);
    s70.intoArray(workspace, sumsAt + 7 * sumsStep);
    s71.intoArray(workspace, sumsAt + 7 * sumsStep + LANES);
  }

  /** Four pixels times two vectors. */
  private void tile4x2(
      float[] workspace, int inputAt, int pixel, int last, PackedFilterBlock block, int sumsAt) {
    float[] filter = block.weights();
    float[] initial = block.initialSums();
    int initialAt = block.initialAt();
    int sumsStep = block.sumsStep();
    int at0 = inputAt + pixels[Math.min(pixel, last)];
    int at1 = inputAt + pixels[Math.min(pixel + 1, last)];
    int at2 = inputAt + pixels[Math.min(pixel + 2, last)];
    int at3 = inputAt + pixels[Math.min(pixel + 3, last)];
    FloatVector s00 = FloatVector.fromArray(FLOATS, initial, initialAt);
    FloatVector s01 = FloatVector.fromArray(FLOATS, initial, initialAt + LANES);
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    FloatVector s30 = s00;
    FloatVector s31 = s01;
    int f = block.weightsAt();
    for (int run : runs) {
      int end = run + runLength;
      for (int k = run; k < end; k++, f += 2 * LANES) {
        FloatVector w0 = FloatVector.fromArray(FLOATS, filter, f);
        FloatVector w1 = FloatVector.fromArray(FLOATS, filter, f + LANES);
        FloatVector x = FloatVector.broadcast(FLOATS, workspace[at0 + k]);
        s00 = w0.fma(x, s00);
        s01 = w1.fma(x, s01);
        x = FloatVector.broadcast(FLOATS, workspace[at1 + k]);
        s10 = w0.fma(x, s10);
        s11 = w1.fma(x, s11);
        x = FloatVector.broadcast(FLOATS, workspace[at2 + k]);
        s20 = w0.fma(x, s20);
        s21 = w1.fma(x, s21);
        x = FloatVector.broadcast(FLOATS, workspace[at3 + k]);
        s30 = w0.fma(x, s30);
        s31 = w1.fma(x, s31);
      }
    }
    s00.intoArray(workspace, sumsAt);
    s01.intoArray(workspace, sumsAt + LANES);
    s10.intoArray(workspace, sumsAt + sumsStep);
    s11.intoArray(workspace, sumsAt + sumsStep + LANES);
    s20.intoArray(workspace, sumsAt + 2 * sumsStep);
    s21.intoArray(workspace, sumsAt + 2 * sumsStep + LANES);
    s30.intoArray(workspace, sumsAt + 3 * sumsStep);
    s31.intoArray(workspace, sumsAt + 3 * sumsStep + LANES);
  }

  /** Eight pixels times one vector. */
  private void tile8x1(
      float[] workspace, int inputAt, int pixel, int last, PackedFilterBlock block, int sumsAt) {
    float[] filter = block.weights();
    float[] initial = block.initialSums();
    int initialAt = block.initialAt();
    int sumsStep = block.sumsStep();
    int at0 = inputAt + pixels[Math.min(pixel, last)];
    int at1 = inputAt + pixels[Math.min(pixel + 1, last)];
    int at2 = inputAt + pixels[Math.min(pixel + 2, last)];
    int at3 = inputAt + pixels[Math.min(pixel + 3, last)];
    int at4 = inputAt + pixels[Math.min(pixel + 4, last)];
    int at5 = inputAt + pixels[Math.min(pixel + 5, last)];
    int at6 = inputAt + pixels[Math.min(pixel + 6, last)];
    int at7 = inputAt + pixels[Math.min(pixel + 7, last)];
    FloatVector s00 = FloatVector.fromArray(FLOATS, initial, initialAt);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    FloatVector s30 = s00;
    FloatVector s40 = s00;
    FloatVector s50 = s00;
    FloatVector s60 = s00;
    FloatVector s70 = s00;
    int f = block.weightsAt();
    for (int run : runs) {
      int end = run + runLength;
      for (int k = run; k < end; k++, f += LANES) {
        FloatVector w0 = FloatVector.fromArray(FLOATS, filter, f);
        FloatVector x = FloatVector.broadcast(FLOATS, workspace[at0 + k]);
        s00 = w0.fma(x, s00);
        x = FloatVector.broadcast(FLOATS, workspace[at1 + k]);
        s10 = w0.fma(x, s10);
        x = FloatVector.broadcast(FLOATS, workspace[at2 + k]);
        s20 = w0.fma(x, s20);
        x = FloatVector.broadcast(FLOATS, workspace[at3 + k]);
        s30 = w0.fma(x, s30);
        x = FloatVector.broadcast(FLOATS, workspace[at4 + k]);
        s40 = w0.fma(x, s40);
        x = FloatVector.broadcast(FLOATS, workspace[at5 + k]);
        s50 = w0.fma(x, s50);
        x = FloatVector.broadcast(FLOATS, workspace[at6 + k]);
        s60 = w0.fma(x, s60);
        x = FloatVector.broadcast(FLOATS, workspace[at7 + k]);
        s70 = w0.fma(x, s70);
      }
    }
    s00.intoArray(workspace, sumsAt);
    s10.intoArray(workspace, sumsAt + sumsStep);
    s20.intoArray(workspace, sumsAt + 2 * sumsStep);
    s30.intoArray(workspace, sumsAt + 3 * sumsStep);
    s40.intoArray(workspace, sumsAt + 4 * sumsStep);
    s50.intoArray(workspace, sumsAt + 5 * sumsStep);
    s60.intoArray(workspace, sumsAt + 6 * sumsStep);
    s70.intoArray(workspace, sumsAt + 7 * sumsStep);
  }
}
