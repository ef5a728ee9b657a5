/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

/**
 * Scales one axis with a triangle filter: linear interpolation where it enlarges; where it shrinks
 * the triangle is as wide as needed for every source value to count.
 */
final class LinearResampler {
  private final int[] first;
  private final float[][] weights;

  /** Prepares the weights for {@code from} values scaled to {@code to} values. */
  LinearResampler(int from, int to) {
    this.first = new int[to];
    this.weights = new float[to][];
    double scale = (double) from / to;
    double support = Math.max(scale, 1);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int begin = Math.max((int) Math.floor(centre - support), 0);
      int end = Math.min((int) Math.ceil(centre + support), from);
      double[] triangle = new double[end - begin];
      double sum = 0;
      for (int s = begin; s < end; s++) {
        triangle[s - begin] = Math.max(1 - Math.abs(s + 0.5 - centre) / support, 0);
        sum += triangle[s - begin];
      }
      first[i] = begin;
      weights[i] = new float[triangle.length];
      for (int s = 0; s < triangle.length; s++) {
        weights[i][s] = (float) (triangle[s] / sum);
      }
    }
  }

  /** Returns how many source values precede those that count for value {@code i}. */
  int first(int i) {
    return first[i];
  }

  /** Returns the weights of the source values from {@link #first} on. */
  float[] weights(int i) {
    return weights[i];
  }
}
