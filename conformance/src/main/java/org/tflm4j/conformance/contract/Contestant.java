/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.util.Map;
import org.tflm4j.api.tensor.TensorSpec;

/** What goes through a {@link Script}: one kernel, or several one after the other. */
interface Contestant {
  /** Sets everything to its first state, the variables to the given values. */
  void reset(Map<TensorSpec, byte[]> variables);

  /** Runs once with the given inputs and returns what was written, variables included. */
  Map<TensorSpec, byte[]> run(Map<TensorSpec, byte[]> values);

  /** Returns true if something is kept from one invocation to the next. */
  boolean keepsState();
}
