/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.selection;

import java.lang.foreign.Arena;
import java.util.List;
import org.tflm4j.api.kernel.InputOverlap;
import org.tflm4j.api.kernel.KernelMemory;
import org.tflm4j.api.spi.KernelAnswer;

/**
 * The answer of a provider or an application, checked, with what its kernel was asked once.
 *
 * @param answer the answer
 * @param memory the memory that the kernel asks for, with what it allocated from its request in
 *     what it holds; null if the answer is no kernel
 * @param overlaps the outputs that may lie over inputs
 * @param allocated what the kernel allocated from its request; kept reachable, since a kernel may
 *     know no more of it than an address. Null if the answer is no kernel.
 * @param nanos how long it took
 */
record MadeKernel(
    KernelAnswer answer,
    KernelMemory memory,
    List<InputOverlap> overlaps,
    Arena allocated,
    long nanos) {

  static MadeKernel declined(String reason, long nanos) {
    return new MadeKernel(KernelAnswer.declined(reason), null, List.of(), null, nanos);
  }

  /** Returns true for a kernel that computes one operator, all of it. */
  boolean isOfOneOperator() {
    return answer instanceof KernelAnswer.Accepted accepted
        && !accepted.isFused()
        && accepted.unwritten().isEmpty();
  }
}
