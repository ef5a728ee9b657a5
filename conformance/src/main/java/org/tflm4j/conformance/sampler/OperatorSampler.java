/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.sampler;

import java.util.random.RandomGenerator;

/** Draws models of one operator with random shapes, parameters and constants. */
public interface OperatorSampler {
  /** Returns the operator and the types, for example {@code FULLY_CONNECTED int8}. */
  String name();

  /**
   * Returns a model whose first subgraph has one operator; the same for the same state of {@code
   * random}.
   */
  byte[] draw(RandomGenerator random);

  /**
   * Returns by how much a real output may differ from the reference, relative to the larger of the
   * output and 1: 0 unless it depends on the order of a sum or on a function of the platform.
   */
  default float tolerance() {
    return 0;
  }

  /**
   * Returns whether inputs may have FLOAT32 values of any magnitude, infinities and NaN: true
   * unless the operator sums them in an order of its own.
   */
  default boolean takesAnyMagnitude() {
    return tolerance() == 0;
  }
}
