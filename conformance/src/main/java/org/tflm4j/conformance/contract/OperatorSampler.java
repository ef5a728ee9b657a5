/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

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
}
