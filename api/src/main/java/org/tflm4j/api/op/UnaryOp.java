/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * An operator with one input and one output, which computes each output element from the input
 * element at its place, or each row from the row at its place.
 */
public interface UnaryOp extends Op {
  /** Index of the input. */
  int INPUT = 0;

  /** Index of the output. */
  int OUTPUT = 0;
}
