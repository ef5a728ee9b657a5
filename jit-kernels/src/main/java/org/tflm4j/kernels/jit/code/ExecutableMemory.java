/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pages from mmap of Linux on x86-64. They are written first and made executable afterwards, never
 * both at a time. They are unmapped when no segment of them is reachable any more.
 */
final class ExecutableMemory {
  static final int PAGE_BYTES = 4096;

  // PROT_* and MAP_* of <sys/mman.h>.
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final long FAILED = -1;

  private static final MemorySegment MMAP = NativeCall.libraryFunction("mmap");
  private static final MemorySegment MPROTECT = NativeCall.libraryFunction("mprotect");
  private static final MemorySegment MUNMAP = NativeCall.libraryFunction("munmap");

  private static final AtomicLong MAPPED_BYTES = new AtomicLong();

  private ExecutableMemory() {}

  /** Returns the bytes of all pages that are mapped now. */
  static long mappedBytes() {
    return MAPPED_BYTES.get();
  }

  /**
   * Maps new pages for reading and writing, filled with zeros.
   *
   * @throws IllegalStateException if the operating system has none
   */
  // Restricted since a wrong size crashes the JVM; this one is what was mapped.
  @SuppressWarnings("restricted")
  static MemorySegment map(long bytes) {
    long size = (bytes + PAGE_BYTES - 1) & -PAGE_BYTES;
    long address =
        NativeCall.call(MMAP, MemorySegment.NULL, size, READ | WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (address == FAILED) {
      throw new IllegalStateException("mmap of " + size + " bytes failed");
    }
    MAPPED_BYTES.addAndGet(size);
    return MemorySegment.ofAddress(address)
        .reinterpret(size, Arena.ofAuto(), ExecutableMemory::unmap);
  }

  private static void unmap(MemorySegment pages) {
    NativeCall.call(MUNMAP, pages, pages.byteSize(), 0, 0, 0, 0);
    MAPPED_BYTES.addAndGet(-pages.byteSize());
  }

  /**
   * Makes pages executable, and no longer writable.
   *
   * @throws IllegalStateException if the operating system refuses
   */
  static void makeExecutable(MemorySegment pages) {
    protect(pages, READ | EXECUTE);
  }

  /** Makes pages inaccessible: who touches them crashes. */
  static void makeInaccessible(MemorySegment pages) {
    protect(pages, 0);
  }

  /** Makes pages readable and writable again. */
  static void makeAccessible(MemorySegment pages) {
    protect(pages, READ | WRITE);
  }

  private static void protect(MemorySegment pages, int protection) {
    if (NativeCall.call(MPROTECT, pages, pages.byteSize(), protection, 0, 0, 0) != 0) {
      throw new IllegalStateException(
          "mprotect of " + pages.byteSize() + " bytes to " + protection + " failed");
    }
  }
}
