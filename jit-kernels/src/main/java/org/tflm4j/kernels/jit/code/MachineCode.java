/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.List;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.CodeMark;

/**
 * A function made of machine code: {@code long f(void *memory, long a, long b, long c, long d, long
 * e)} by the System V convention, so the arguments arrive in rdi, rsi, rdx, rcx, r8 and r9 and the
 * result leaves in rax. It must preserve rbx, rbp and r12 to r15 and end with vzeroupper.
 *
 * <p>The code becomes executable with the first call, together with all pieces made before; it is
 * freed when unreachable. For use by many threads.
 */
public final class MachineCode {
  private final CodeRegion region;
  private final int size;
  private final String name;
  private final List<CodeMark> marks;

  /** What the code depends on, null where nobody said. */
  private Object madeFor;

  /** Null once the code is linked. */
  private byte[] bytes;

  /** Holds the pages while this is reachable; null before it is linked. */
  private MemorySegment pages;

  /**
   * Where the function begins, null before it is linked. Immutable, hence safe to race for. Not a
   * slice of the pages, which have a scope: calls with those take twice as long.
   */
  private MemorySegment entry;

  MachineCode(CodeRegion region, String name, byte[] bytes, List<CodeMark> marks) {
    this.region = region;
    this.size = bytes.length;
    this.name = name;
    this.bytes = bytes;
    this.marks = marks;
  }

  /**
   * Makes a function of what an assembler holds.
   *
   * @param name what listings and profilers call it, for instance {@code CONV_2D 3x3 avx512}
   * @throws IllegalStateException if a label is not bound
   */
  public static MachineCode of(String name, Assembler assembler) {
    return CodeRegion.add(name, assembler);
  }

  /**
   * Makes a function that stays for the life of the process. Its pages hold nothing else, which
   * would stay with it.
   *
   * @param name what listings and profilers call it
   * @throws IllegalStateException if a label is not bound
   */
  public static MachineCode permanent(String name, Assembler assembler) {
    return CodeRegion.addAlone(name, assembler);
  }

  /** Returns the bytes of code. */
  public int size() {
    return size;
  }

  /**
   * Says what the code depends on, for listings.
   *
   * @param key becomes text when it is listed
   */
  public void madeFor(Object key) {
    madeFor = key;
  }

  /** Returns what the code consists of. */
  public CodeListing listing() {
    String fullName = madeFor == null ? name : name + " " + madeFor;
    return new CodeListing(fullName, region.bytesOf(this), marks);
  }

  /**
   * Makes the code executable if it is not yet, so that the first call costs nothing more.
   *
   * @throws IllegalStateException if the operating system refuses executable pages
   */
  public void link() {
    region.link();
  }

  /**
   * Returns the address of the function, to jump to from other code, which must keep this
   * reachable; links it.
   */
  public long address() {
    return entry().address();
  }

  /**
   * Calls the function; allocates nothing once it is linked.
   *
   * @param memory a segment of a heap array, best made once, or of native memory; the function gets
   *     the address of its first byte
   * @param a for instance the address of a block of native memory with all else that it needs
   */
  public long call(MemorySegment memory, long a, long b, long c, long d, long e) {
    MemorySegment function = entry;
    if (function == null) {
      function = entry();
    }
    try {
      return NativeCall.call(function, memory, a, b, c, d, e);
    } finally {
      Reference.reachabilityFence(pages);
    }
  }

  /** Calls a function that needs one number besides the memory. */
  public long call(MemorySegment memory, long a) {
    return call(memory, a, 0, 0, 0, 0);
  }

  private MemorySegment entry() {
    region.link();
    return entry;
  }

  /** Returns the bytes; they may be shared. Called by the region. */
  byte[] bytes() {
    return bytes == null
        ? pages.asSlice(entry.address() - pages.address(), size).toArray(ValueLayout.JAVA_BYTE)
        : bytes;
  }

  /**
   * Called once, by the region.
   *
   * @param offset where the function begins in the pages
   */
  void linked(MemorySegment allPages, long offset) {
    pages = allPages;
    entry = MemorySegment.ofAddress(allPages.address() + offset);
    bytes = null;
  }
}
