/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/** An operator on two inputs that broadcast against each other, element by element. */
public interface BinaryOp extends Op {
  /** Index of the first input. */
  int INPUT1 = 0;

  /** Index of the second input. */
  int INPUT2 = 1;

  /** Index of the output. */
  int OUTPUT = 0;

  /** Returns how the elements meet: {@link #INPUT1} and {@link #INPUT2} are its inputs 0 and 1. */
  Broadcast broadcast();
}
