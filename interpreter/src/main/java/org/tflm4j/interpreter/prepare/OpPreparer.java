/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare;

import org.tflm4j.api.op.Op;

/** Prepares one operator: checks it and makes its record. */
@FunctionalInterface
public interface OpPreparer {
  /**
   * Checks the operator's tensors and options and computes everything that its kernel needs.
   *
   * @throws org.tflm4j.interpreter.model.ModelException if the operator cannot run
   */
  Op prepare(PrepareContext context);
}
