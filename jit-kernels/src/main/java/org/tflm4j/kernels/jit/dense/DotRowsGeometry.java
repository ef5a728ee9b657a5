/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.dense;

import org.tflm4j.kernels.jit.support.DotForm;

/**
 * The shape of a fully connected layer of few outputs, whose sums each fill a vector: lanes are
 * neighbouring inputs, not outputs.
 *
 * @param inputs of a row, at least 1
 * @param outputs of a row, 1 to 8
 * @param width inputs of a vector
 * @param form how sums are formed
 */
record DotRowsGeometry(int inputs, int outputs, int width, DotForm form) {
  private static final int MOST_OUTPUTS = 8;

  /** Sums that are formed side by side to hide the latency of the dot product. */
  private static final int INDEPENDENT_SUMS = 8;

  /** What it takes to add up the lanes, in dot products. */
  private static final int REDUCTION = 12;

  static DotRowsGeometry of(int inputs, int outputs, int vectorBytes, DotForm form) {
    return new DotRowsGeometry(inputs, outputs, vectorBytes / form.valueBytes(), form);
  }

  /**
   * Returns true if this takes less time than lanes of outputs, of which the greater part would be
   * empty.
   */
  boolean pays() {
    return outputs <= MOST_OUTPUTS && outputs * vectors() + REDUCTION < inputs / form.laneValues();
  }

  /** Returns the vectors of a row of inputs, the last one perhaps not full. */
  int vectors() {
    return (inputs + width - 1) / width;
  }

  /** Returns how many sums each output is split into. */
  int chains() {
    return Math.max(1, INDEPENDENT_SUMS / outputs);
  }

  /** Returns where the weights of a vector of inputs for an output lie, in bytes. */
  int weightsAt(int vector, int output) {
    return (vector * outputs + output) * width;
  }
}
