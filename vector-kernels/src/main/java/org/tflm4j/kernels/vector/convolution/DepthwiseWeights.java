/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import static org.tflm4j.kernels.vector.support.Int8Lanes.FLOATS;
import static org.tflm4j.kernels.vector.support.Int8Lanes.LANES;

/** Packs the weights of a depthwise convolution as floats: [unit][part][tap][FLOATS]. */
final class DepthwiseWeights {
  private final int parts;
  private final int taps;
  private final float[] weights;
  private final float[] initialSums;

  /**
   * Packs weights.
   *
   * @param channels channels of the filter; what counts as one pixel may hold them several times
   * @param initialSums what the sum of each channel begins with
   */
  DepthwiseWeights(
      PackedFilter.Source source,
      int channels,
      int taps,
      DepthwiseLanes lanes,
      float[] initialSums) {
    this.parts = lanes.parts();
    this.taps = taps;
    this.weights = new float[lanes.units() * parts * taps * FLOATS.length()];
    this.initialSums = new float[lanes.units() * LANES];
    for (int unit = 0; unit < lanes.units(); unit++) {
      int end = Math.min(parts * FLOATS.length(), lanes.channels());
      for (int lane = 0; lane < end; lane++) {
        int channel = (lanes.firstChannel(unit) + lane) % channels;
        this.initialSums[unit * LANES + lane] = initialSums[channel];
        int to = offset(unit, lane / FLOATS.length()) + lane % FLOATS.length();
        for (int tap = 0; tap < taps; tap++) {
          weights[to + tap * FLOATS.length()] = source.weight(channel, tap);
        }
      }
    }
  }

  private int offset(int unit, int part) {
    return (unit * parts + part) * taps * FLOATS.length();
  }

  /**
   * Returns the weights of a vector.
   *
   * @param sumsStep floats from one pixel's sums to the next
   */
  DepthwiseFilterVector vector(int unit, int part, int sumsStep) {
    int initialAt = unit * LANES + part * FLOATS.length();
    return new DepthwiseFilterVector(weights, offset(unit, part), initialSums, initialAt, sumsStep);
  }

  long heldBytes() {
    return (long) Float.BYTES * (weights.length + initialSums.length);
  }
}
