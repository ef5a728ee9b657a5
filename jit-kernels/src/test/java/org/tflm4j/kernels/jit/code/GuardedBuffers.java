/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Native memory that stands in for the arena of an interpreter: every buffer in it lies flush
 * against a page that nobody may touch. All of them have the same pages, so one is in use at a
 * time: the last that was begun or restored. For use by one thread.
 */
public final class GuardedBuffers {
  private static final int PAGE = ExecutableMemory.PAGE_BYTES;

  /** More than the buffers of any drawn operator take with their guards. */
  private static final int BYTES = 1 << 26;

  private static final MemorySegment PAGES = ExecutableMemory.map(BYTES);

  /** Whose guards stand. */
  private static GuardedBuffers current;

  private final boolean atEnd;
  private final List<Integer> guards = new ArrayList<>();

  /** Where the next guard begins. */
  private int end;

  /**
   * Begins anew, without buffers.
   *
   * @param atEnd true if buffers end before a guard, false if they begin behind one
   */
  public GuardedBuffers(boolean atEnd) {
    this.atEnd = atEnd;
    restore();
    guard();
  }

  /** Puts the guards back if others stand; what lies between them is undefined then. */
  // Whose guards stand, not whether they are equal.
  @SuppressWarnings("ReferenceEquality")
  public void restore() {
    if (current != this) {
      ExecutableMemory.makeAccessible(PAGES);
      guards.forEach(GuardedBuffers::guardAt);
      current = this;
    }
  }

  private void guard() {
    guardAt(end);
    guards.add(end);
    end += PAGE;
  }

  private static void guardAt(int at) {
    ExecutableMemory.makeInaccessible(PAGES.asSlice(at, PAGE));
  }

  /** Returns where a new buffer begins in {@link #memory}. */
  public int add(int bytes) {
    int pages = Math.max(1, (bytes + PAGE - 1) / PAGE);
    int at = atEnd ? end + pages * PAGE - bytes : end;
    end += pages * PAGE;
    guard();
    return at;
  }

  /** Returns the memory of all buffers. */
  public MemorySegment memory() {
    return PAGES.asSlice(0, end);
  }
}
