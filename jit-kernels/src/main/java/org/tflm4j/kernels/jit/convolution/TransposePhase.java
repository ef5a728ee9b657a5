/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.convolution;

import java.util.ArrayList;
import java.util.List;

/**
 * Every stride-th row (or column) of the output of a transposed convolution: those that see the
 * same rows of the filter. They are the output of a plain convolution of stride 1 with these rows,
 * the last one first.
 *
 * @param first the first output row
 * @param count how many output rows there are
 * @param filterFirst the filter row that meets the last input row of a window
 * @param taps filter rows, each a stride behind the one before; may be 0
 * @param padding input rows that the window of the first output row reaches above the input;
 *     negative if it begins within
 */
record TransposePhase(int first, int count, int filterFirst, int taps, int padding) {
  /**
   * Returns the phases of an axis, without those that have no output.
   *
   * @param output rows of the output
   * @param filter rows of the filter
   * @param padding output rows that the first input row reaches above the output
   */
  static List<TransposePhase> of(int output, int filter, int stride, int padding) {
    List<TransposePhase> phases = new ArrayList<>();
    // Input row i adds filter row f to output row i * stride - padding + f.
    for (int phase = 0; phase < stride; phase++) {
      int taps = phase < filter ? Math.ceilDiv(filter - phase, stride) : 0;
      int lastInput = Math.ceilDiv(padding - phase, stride);
      int first = lastInput * stride - padding + phase;
      if (first < output) {
        int count = (output - 1 - first) / stride + 1;
        phases.add(new TransposePhase(first, count, phase, taps, taps - 1 - lastInput));
      }
    }
    return phases;
  }
}
