/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support.element;

import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.code.Target;

/**
 * What code on elements does with a vector of them. A record of everything that its instructions
 * depend on besides walk and target, as it is part of the key of the code. It may use rcx, rdi and
 * all vectors and masks but {@link ElementCode#TAIL}.
 */
public interface ElementWork {
  /** Returns the elements of a vector: at most as many as a vector has bytes. */
  int lanes(Target target);

  /** Emits what is loaded once. May use rax. */
  default void prepare(ElementCode code) {}

  /** Emits what is loaded once for each row: the element of an input that stands still along it. */
  default void row(ElementCode code) {}

  /**
   * Emits the work on a vector. All of its inputs are read before its output is written.
   *
   * @param tail {@link ElementCode#TAIL} with the elements that there are, from 1 to all but one;
   *     null if there are all, as there always are without masks
   */
  void vector(ElementCode code, Mask tail);
}
