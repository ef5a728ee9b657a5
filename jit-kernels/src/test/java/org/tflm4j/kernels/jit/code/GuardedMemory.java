/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
  static MemorySegment accessible(long bytes) {
    long page = ExecutableMemory.PAGE_BYTES;
    MemorySegment all = ExecutableMemory.map(bytes + 2 * page);
    ExecutableMemory.makeInaccessible(all.asSlice(0, page));
    ExecutableMemory.makeInaccessible(all.asSlice(all.byteSize() - page));
    return all.asSlice(page, all.byteSize() - 2 * page);
  }

  /** Returns what the operating system says of an address. */
  public static String protection(long address) {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of("/proc/self/maps"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String line : lines) {
      int dash = line.indexOf('-');
      int blank = line.indexOf(' ');
      long begin = Long.parseUnsignedLong(line.substring(0, dash), 16);
      long end = Long.parseUnsignedLong(line.substring(dash + 1, blank), 16);
      if (Long.compareUnsigned(begin, address) <= 0 && Long.compareUnsigned(address, end) < 0) {
        return line.substring(blank + 1, blank + 5);
      }
    }
    return "unmapped";
  }
}
