/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import org.tflm4j.api.op.Svdf;

/**
 * What the code of an SVDF depends on, for one batch.
 *
 * @param inputDepth features
 * @param filters units times rank
 * @param memory steps of time that the state holds
 * @param stateBytes bytes of an element of the state: 1 or 2
 */
record SvdfGeometry(int inputDepth, int filters, int units, int memory, int stateBytes) {
  /** Filters or units that are computed at once. */
  static final int LANES = 16;

  static SvdfGeometry of(Svdf op, boolean int16State) {
    return new SvdfGeometry(
        op.inputDepth(),
        op.filters(),
        op.units(),
        op.memory(),
        int16State ? Short.BYTES : Byte.BYTES);
  }

  /** Returns the vectors of filters. */
  int filterGroups() {
    return Math.ceilDiv(filters, LANES);
  }

  /** Returns the vectors of units. */
  int unitGroups() {
    return Math.ceilDiv(units, LANES);
  }

  /** Returns the fours of features that a dot product takes at once. */
  int depthQuads() {
    return Math.ceilDiv(inputDepth, 4);
  }

  /** Returns the bytes of the state of one filter. */
  int filterBytes() {
    return memory * stateBytes;
  }

  /** Returns the bytes of the state of one unit: its filters lie one behind the other. */
  int unitBytes() {
    return filters / units * filterBytes();
  }

  /** Returns the bytes of the state of a batch. */
  int batchBytes() {
    return filters * filterBytes();
  }

  /** Returns the width of the vectors over time. */
  int timeWidth() {
    return unitBytes() <= 16 ? 16 : unitBytes() <= 32 ? 32 : 64;
  }

  /** Returns the vectors over time of one unit, the last one filled up with zero weights. */
  int timeVectors() {
    return Math.ceilDiv(unitBytes(), timeWidth());
  }

  /** Returns the bytes of the features in the work space. */
  int featureBytes() {
    return Math.ceilDiv(inputDepth, 64) * 64;
  }

  /** Returns the bytes of the work space: the features and a sum for each filter or unit. */
  int workspaceBytes() {
    return featureBytes() + Math.max(filterGroups(), unitGroups()) * LANES * Integer.BYTES;
  }
}
