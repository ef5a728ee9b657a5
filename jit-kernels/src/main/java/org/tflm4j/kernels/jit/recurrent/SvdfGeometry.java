/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.recurrent;

import org.tflm4j.api.op.Svdf;
import org.tflm4j.kernels.jit.code.Target;
import org.tflm4j.kernels.jit.support.DotForm;

/**
 * What the code of an SVDF depends on, for one batch.
 *
 * @param form of the dot products
 * @param lanes filters or units that are computed at once
 * @param inputDepth features
 * @param filters units times rank
 * @param memory steps of time that the state holds
 * @param stateBytes bytes of an element of the state: 1 or 2
 */
record SvdfGeometry(
    DotForm form, int lanes, int inputDepth, int filters, int units, int memory, int stateBytes) {
  static SvdfGeometry of(Svdf op, boolean int16State, Target target) {
    return new SvdfGeometry(
        DotForm.of(target),
        target.vectorBytes() / Integer.BYTES,
        op.inputDepth(),
        op.filters(),
        op.units(),
        op.memory(),
        int16State ? Short.BYTES : Byte.BYTES);
  }

  /** Returns the vectors of filters. */
  int filterGroups() {
    return Math.ceilDiv(filters, lanes);
  }

  /** Returns the vectors of units. */
  int unitGroups() {
    return Math.ceilDiv(units, lanes);
  }

  int vectorBytes() {
    return Integer.BYTES * lanes;
  }

  /** Returns the dwords of features, each of which a dot product takes at once. */
  int depthDwords() {
    return Math.ceilDiv(inputDepth, form.laneValues());
  }

  /** Returns the features that fill a vector. */
  int featureWidth() {
    return vectorBytes() / form.valueBytes();
  }

  /** Returns the bytes of the weights of one vector of filters, the bias of its sums included. */
  int groupBytes() {
    return form.weightBytes(vectorBytes()) * depthDwords() + vectorBytes();
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

  /** Returns true if elements of the state are widened before they are multiplied. */
  boolean widensState() {
    return form == DotForm.WORDS && stateBytes == Byte.BYTES;
  }

  /** Returns the bytes of the state that are multiplied at once. */
  int timeWidth() {
    int most = widensState() ? vectorBytes() / 2 : vectorBytes();
    return unitBytes() <= 16 ? 16 : unitBytes() <= 32 ? Math.min(32, most) : most;
  }

  /** Returns the bytes of the vectors of sums over time. */
  int sumWidth() {
    return widensState() ? 2 * timeWidth() : timeWidth();
  }

  /** Returns the vectors over time of one unit, the last one filled up with zero weights. */
  int timeVectors() {
    return Math.ceilDiv(unitBytes(), timeWidth());
  }

  /** Returns the bytes of the features in the work space. */
  int featureBytes() {
    return Math.ceilDiv(inputDepth, featureWidth()) * vectorBytes();
  }

  /** Returns the bytes of the work space: the features and a sum for each filter or unit. */
  int workspaceBytes() {
    return featureBytes() + Math.max(filterGroups(), unitGroups()) * lanes * Integer.BYTES;
  }
}
