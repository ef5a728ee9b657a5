/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.memory;

import java.util.List;

/** Places buffers so that no two that are in use at the same time overlap. */
@FunctionalInterface
public interface MemoryPlanner {
  /**
   * Every buffer begins at a multiple of this many bytes, as in TFLM ({@code
   * MicroArenaBufferAlignment}).
   */
  int ALIGNMENT = 16;

  /**
   * Returns a place for every buffer. A buffer with an offline offset lies there.
   *
   * @throws org.tflm4j.interpreter.model.ModelException if the buffers reach beyond 2^31 - 1 bytes
   */
  MemoryPlan plan(List<BufferRequest> buffers);

  /** Returns {@code bytes} rounded up to the alignment. */
  static long align(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
