/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

import java.util.List;

/**
 * The computation of one operator of one model, or of several that run one after the other, see
 * {@link org.tflm4j.api.spi.KernelAnswer#fused}. A kernel is immutable and shared by all
 * interpreters of its model, on any thread: what it needs to change lies in the buffers and the
 * work space of the {@link KernelContext}.
 */
@FunctionalInterface
public interface Kernel {
  /**
   * Computes the outputs; those of all its operators, where it computes several. Allocates nothing.
   * Every shape, type and parameter was checked when the operator was prepared, so nothing is
   * checked here.
   */
  void eval(KernelContext context);

  /** Returns the memory this kernel asks for; asked once, when the kernel has been created. */
  default KernelMemory memory() {
    return KernelMemory.NONE;
  }

  /**
   * Returns the inputs over which its outputs may lie, so that the arena can be smaller; none
   * unless the kernel says so. Asked once, when the kernel has been created. The contract tests
   * hold a kernel to its word.
   */
  default List<InputOverlap> overlaps() {
    return List.of();
  }

  /**
   * Sets the persistent buffers and the native state, which are zero, to their first state. Called
   * after allocation and by every reset of the interpreter.
   */
  default void initialize(KernelContext context) {}
}
