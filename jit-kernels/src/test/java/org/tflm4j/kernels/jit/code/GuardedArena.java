/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory whose every allocation lies flush against a page that nobody may touch: in front of it, or
 * behind it but for what the alignment asks. Pages are used again after {@link #close}, since
 * mapping many of them is slow. For use by one thread.
 */
public final class GuardedArena implements Arena {
  /** Accessible pages between guards that nobody uses, by their number. */
  private static final Map<Long, Deque<MemorySegment>> FREE = new HashMap<>();

  private final boolean atEnd;
  private final List<MemorySegment> used = new ArrayList<>();

  /**
   * Creates an arena.
   *
   * @param atEnd true if allocations end before a guard, false if they begin behind one
   */
  public GuardedArena(boolean atEnd) {
    this.atEnd = atEnd;
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    long pages = Long.highestOneBit(Math.max(1, (bytes - 1) / ExecutableMemory.PAGE_BYTES)) * 2;
    Deque<MemorySegment> free = FREE.computeIfAbsent(pages, count -> new ArrayDeque<>());
    MemorySegment slot =
        free.isEmpty() ? GuardedMemory.accessible(pages * ExecutableMemory.PAGE_BYTES) : free.pop();
    used.add(slot);
    long at = atEnd ? (slot.byteSize() - bytes) & -alignment : 0;
    return slot.asSlice(at, bytes).fill((byte) 0);
  }

  @Override
  public MemorySegment.Scope scope() {
    return Arena.global().scope();
  }

  /** Gives the pages back; what was allocated must not be used any more. */
  @Override
  public void close() {
    for (MemorySegment slot : used) {
      FREE.get(slot.byteSize() / ExecutableMemory.PAGE_BYTES).push(slot);
    }
    used.clear();
  }
}
