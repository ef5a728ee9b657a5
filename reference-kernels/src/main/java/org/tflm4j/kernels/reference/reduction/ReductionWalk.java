/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.reduction;

import org.tflm4j.api.tensor.Shape;

/**
 * Goes through all elements of an input in row-major order, in rows as long as possible, and takes
 * each row into the accumulators of its outputs.
 */
final class ReductionWalk {
  private final int[] dimensions;
  private final int inputBytes;
  private final int accumulatorBytes;
  private final RowReduction rows;

  /**
   * Creates the walk of one operator.
   *
   * @param inputBytes bytes of an input element
   * @param accumulatorBytes bytes of an accumulator
   */
  ReductionWalk(Shape shape, int inputBytes, int accumulatorBytes, RowReduction rows) {
    this.dimensions = shape.toArray();
    this.inputBytes = inputBytes;
    this.accumulatorBytes = accumulatorBytes;
    this.rows = rows;
  }

  /**
   * Returns the number of elements along the axes that are reduced, or along those that are not.
   *
   * @param reducedAxes bit i is set if axis i is reduced
   */
  int elements(long reducedAxes, boolean reduced) {
    int elements = 1;
    for (int axis = 0; axis < dimensions.length; axis++) {
      if ((reducedAxes >> axis & 1) == (reduced ? 1 : 0)) {
        elements *= dimensions[axis];
      }
    }
    return elements;
  }

  /**
   * Reduces a whole input, which is not empty.
   *
   * @param inputAt where the input begins, in bytes
   * @param accumulatorAt where the accumulators begin, in bytes; one per output, in row-major order
   * @param reducedAxes bit i is set if axis i is reduced
   */
  void run(byte[] input, int inputAt, byte[] accumulators, int accumulatorAt, long reducedAxes) {
    int outputs = elements(reducedAxes, false);
    int inputs = outputs * elements(reducedAxes, true);
    walk(0, inputs, outputs, input, inputAt, accumulators, accumulatorAt, reducedAxes);
  }

  /**
   * Reduces the part of the input under one place along the axes in front of {@code axis}.
   *
   * @param inputs elements of the part
   * @param outputs elements that the part reduces to
   */
  private void walk(
      int axis,
      int inputs,
      int outputs,
      byte[] input,
      int inputAt,
      byte[] accumulators,
      int accumulatorAt,
      long reducedAxes) {
    if (inputs == outputs || outputs == 1) {
      rows.reduce(input, inputAt, accumulators, accumulatorAt, inputs, inputs == outputs);
      return;
    }
    int dimension = dimensions[axis];
    boolean reduced = (reducedAxes >> axis & 1) == 1;
    int innerInputs = inputs / dimension;
    int innerOutputs = reduced ? outputs : outputs / dimension;
    int inputStep = innerInputs * inputBytes;
    int accumulatorStep = reduced ? 0 : innerOutputs * accumulatorBytes;
    for (int i = 0; i < dimension; i++) {
      walk(
          axis + 1,
          innerInputs,
          innerOutputs,
          input,
          inputAt + i * inputStep,
          accumulators,
          accumulatorAt + i * accumulatorStep,
          reducedAxes);
    }
  }
}
