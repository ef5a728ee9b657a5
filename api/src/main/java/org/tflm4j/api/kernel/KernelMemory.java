/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.kernel;

/**
 * The memory that a kernel asks for.
 *
 * @param scratchBytes sizes of buffers that live while the kernel runs; their contents are
 *     undefined when it starts
 * @param persistentBytes sizes of buffers that live as long as the interpreter; zero when {@link
 *     Kernel#initialize} runs
 * @param workspaceFloats floats of work space outside the arena, see {@link
 *     KernelContext#workspace}
 * @param heldBytes bytes that the kernel itself holds outside the arena (packed weights, tables),
 *     for reports
 */
public record KernelMemory(
    int[] scratchBytes, int[] persistentBytes, int workspaceFloats, long heldBytes) {
  /** Nothing. */
  public static final KernelMemory NONE = new KernelMemory(new int[0], new int[0], 0, 0);

  /** Returns a request for scratch buffers alone. */
  public static KernelMemory scratch(int... scratchBytes) {
    return new KernelMemory(scratchBytes, new int[0], 0, 0);
  }

  /** Returns a request for persistent buffers alone. */
  public static KernelMemory persistent(int... persistentBytes) {
    return new KernelMemory(new int[0], persistentBytes, 0, 0);
  }

  /** Returns a request for work space alone. */
  public static KernelMemory workspace(int floats) {
    return new KernelMemory(new int[0], new int[0], floats, 0);
  }

  /** Returns this request with the bytes held outside the arena. */
  public KernelMemory holding(long bytes) {
    return new KernelMemory(scratchBytes, persistentBytes, workspaceFloats, bytes);
  }
}
