/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.gather;

import org.tflm4j.api.op.Resize;

/**
 * For every output row (or column) of a bilinear resize the two input rows that it lies between,
 * and its distance from the first: in rows for FLOAT32; for INT8 a whole number of 1/1024 rows.
 */
final class BilinearNeighbors {
  /** A whole row in the units of INT8. */
  static final int ONE = 1 << 10;

  private final int[] first;
  private final int[] second;
  private final float[] fraction;

  private BilinearNeighbors(int outputSize) {
    first = new int[outputSize];
    second = new int[outputSize];
    fraction = new float[outputSize];
  }

  /** Returns the neighbors for FLOAT32. */
  static BilinearNeighbors real(int inputSize, int outputSize, Resize op) {
    BilinearNeighbors neighbors = new BilinearNeighbors(outputSize);
    neighbors.computeFloat(inputSize, op);
    return neighbors;
  }

  /** Returns the neighbors for INT8. */
  static BilinearNeighbors fixedPoint(int inputSize, int outputSize, Resize op) {
    BilinearNeighbors neighbors = new BilinearNeighbors(outputSize);
    neighbors.computeInteger(inputSize, op);
    return neighbors;
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
