/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

/**
 * The computation of one operator of one model. A kernel is immutable and shared by all
 * interpreters of its model, on any thread: what it needs to change lies in the arena, in the
 * scratch and persistent buffers of the {@link KernelContext}.
 */
@FunctionalInterface
public interface Kernel {
  /**
   * Computes the outputs. Allocates nothing. Every shape, type and parameter was checked when the
   * operator was prepared, so nothing is checked here.
   */
  void eval(KernelContext context);

  /** Returns the memory this kernel asks for; asked once, when the kernel has been created. */
  default KernelMemory memory() {
    return KernelMemory.NONE;
  }

  /**
   * Sets the persistent buffers, which are zero, to their first state. Called after allocation and
   * by every reset of the interpreter.
   */
  default void initialize(KernelContext context) {}
}
