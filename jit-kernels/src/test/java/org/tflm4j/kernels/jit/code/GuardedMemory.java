/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.MemorySegment;

/**
 * Native buffers flush against pages that nobody may touch: a kernel that reads or writes one byte
 * outside crashes at once.
 *
 * <p>A buffer can stand in for the arena: {@link MachineCode#call} takes native segments as well as
 * heap ones.
 */
public final class GuardedMemory {
  private GuardedMemory() {}

  /** Returns a buffer that begins behind an inaccessible page; its contents are zero. */
  public static MemorySegment behindGuard(long bytes) {
    return accessible(bytes).asSlice(0, bytes);
  }

  /** Returns a buffer that ends before an inaccessible page; its contents are zero. */
  public static MemorySegment beforeGuard(long bytes) {
    MemorySegment pages = accessible(bytes);
    return pages.asSlice(pages.byteSize() - bytes);
  }

  /** Returns pages with an inaccessible one on either side. */
  private static MemorySegment accessible(long bytes) {
    long page = ExecutableMemory.PAGE_BYTES;
    MemorySegment all = ExecutableMemory.map(bytes + 2 * page);
    ExecutableMemory.makeInaccessible(all.asSlice(0, page));
    ExecutableMemory.makeInaccessible(all.asSlice(all.byteSize() - page));
    return all.asSlice(page, all.byteSize() - 2 * page);
  }
}
