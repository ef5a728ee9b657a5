/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.op.Resize;

/**
 * For every output row (or column) of a bilinear resize the two input rows that it lies between and
 * how far it lies from the first: in rows for FLOAT32, in 1/1024 rows, a whole number, for INT8.
 */
final class Interpolation {
  /** A whole row in the units of INT8. */
  static final int ONE = 1 << 10;

  private final int[] first;
  private final int[] second;
  private final float[] fraction;

  private Interpolation(int outputSize) {
    first = new int[outputSize];
    second = new int[outputSize];
    fraction = new float[outputSize];
  }

  static Interpolation of(int inputSize, int outputSize, Resize op, boolean float32) {
    Interpolation interpolation = new Interpolation(outputSize);
    if (float32) {
      interpolation.computeFloat(inputSize, op);
    } else {
      interpolation.computeInteger(inputSize, op);
    }
    return interpolation;
  }

  /** Mirrors {@code ComputeInterpolationValues}. */
  private void computeFloat(int inputSize, Resize op) {
    int outputSize = first.length;
    float scale =
        op.alignCorners() && outputSize > 1
            ? (float) (inputSize - 1) / (outputSize - 1)
            : (float) inputSize / outputSize;
    for (int i = 0; i < outputSize; i++) {
      float position = op.halfPixelCenters() ? (i + 0.5f) * scale - 0.5f : i * scale;
      set(i, (int) Math.floor(position), (int) Math.ceil(position), inputSize);
      fraction[i] = position - first[i];
    }
  }

  /** Mirrors {@code ComputeInterpolationValuesInteger}; sizes up to 2^20 do not overflow. */
  private void computeInteger(int inputSize, Resize op) {
    int outputSize = first.length;
    int scale =
        op.alignCorners() && outputSize > 1
            ? (ONE * (inputSize - 1) + (outputSize - 1) / 2) / (outputSize - 1)
            : (ONE * inputSize + outputSize / 2) / outputSize;
    for (int i = 0; i < outputSize; i++) {
      int position = op.halfPixelCenters() ? i * scale + scale / 2 - ONE / 2 : i * scale;
      set(i, position / ONE, (position + ONE - 1) / ONE, inputSize);
      fraction[i] = position - ONE * first[i];
    }
  }

  private void set(int i, int lower, int upper, int inputSize) {
    first[i] = Math.min(Math.max(lower, 0), inputSize - 1);
    second[i] = Math.min(upper, inputSize - 1);
  }

  int first(int i) {
    return first[i];
  }

  int second(int i) {
    return second[i];
  }

  float fraction(int i) {
    return fraction[i];
  }
}
