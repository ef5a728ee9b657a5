/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.selection;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What one kernel allocates outside the Java heap. Freed when nobody can reach it any more, so it
 * lives as long as the model's kernels; counted against the model's budget.
 */
final class CountingArena implements Arena {
  /** A cache line, and the widest vector of today. */
  private static final long MIN_ALIGNMENT = 64;

  private final KernelBudget budget;

  /** Null until something is allocated. */
  private Arena arena;

  private long bytes;

  CountingArena(KernelBudget budget) {
    this.budget = budget;
  }

  /**
   * Allocates zeroed memory.
   *
   * @throws KernelBudget.ExceededException if the kernels of the model may not hold so much
   */
  @Override
  public synchronized MemorySegment allocate(long byteSize, long byteAlignment) {
    budget.take(byteSize);
    boolean allocated = false;
    try {
      MemorySegment segment = open().allocate(byteSize, Math.max(MIN_ALIGNMENT, byteAlignment));
      bytes += byteSize;
      allocated = true;
      return segment;
    } finally {
      if (!allocated) {
        budget.give(byteSize);
      }
    }
  }

  @Override
  public synchronized MemorySegment.Scope scope() {
    return open().scope();
  }

  private Arena open() {
    if (arena == null) {
      arena = Arena.ofAuto();
    }
    return arena;
  }

  /** Not supported: the memory lives as long as the kernel. */
  @Override
  public void close() {
    throw new UnsupportedOperationException(
        "the memory of a kernel is freed when nobody can reach it any more");
  }

  /** Returns what was allocated. */
  synchronized long bytes() {
    return bytes;
  }
}
