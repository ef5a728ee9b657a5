/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

/** Which operators of a model run as one, by kernels that compute several of them. */
public interface Steps {
  /** Every operator runs by itself. */
  Steps OF_ONE_OPERATOR =
      new Steps() {
        @Override
        public int operators(int subgraph, int first) {
          return 1;
        }

        @Override
        public boolean vanishes(int subgraph, int tensor) {
          return false;
        }
      };

  /**
   * Returns how many operators run as one, so that all they read and write is in use meanwhile.
   *
   * @param first index of the first of them
   */
  int operators(int subgraph, int first);

  /** Returns true if the tensor is never written, so that it needs no memory. */
  boolean vanishes(int subgraph, int tensor);
}
