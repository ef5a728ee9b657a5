/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import org.tflm4j.api.op.UnidirectionalSequenceLstm;

/**
 * What the code of an LSTM of INT8 depends on, for one sequence.
 *
 * @param inputDepth elements of the input per step of time
 * @param stateDepth units: elements of the states and of the output per step
 * @param rows from a step to the next, in rows of the input and the output
 */
record LstmGeometry(int inputDepth, int stateDepth, int rows) {
  /** Units that are computed at once. */
  static final int LANES = 16;

  private static final int VECTOR = 64;

  /** Elements of two dwords, which are multiplied at once. */
  private static final int PAIR = 8;

  static LstmGeometry of(UnidirectionalSequenceLstm op) {
    return new LstmGeometry(op.inputDepth(), op.stateDepth(), op.timeMajor() ? op.batches() : 1);
  }

  /** Returns the vectors of units. */
  int unitVectors() {
    return Math.ceilDiv(stateDepth, LANES);
  }

  /** Returns the pairs of dwords of some elements, the last one filled up with zero weights. */
  static int pairs(int elements) {
    return Math.ceilDiv(elements, PAIR);
  }

  /** Returns the bytes of the input in the work space. */
  int inputBytes() {
    return Math.ceilDiv(inputDepth, VECTOR) * VECTOR;
  }

  /** Returns the bytes of the work space: the input and the hidden state of a step. */
  int workspaceBytes() {
    return inputBytes() + Math.ceilDiv(stateDepth, VECTOR) * VECTOR;
  }
}
