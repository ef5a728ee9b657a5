/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The one way out of Java: a call of the C function {@code long f(void *memory, long, long, long,
 * long, long)}. All arguments travel in registers, so that kernels that need fewer lose nothing,
 * and mmap, mprotect and munmap fit the same shape.
 *
 * <p>One handle serves all, since the first one of a process takes 30 to 50 ms (the JDK loads and
 * spins some 300 classes) and each further shape another 4 to 8 ms. It is a static final field and
 * not bound to an address, so that a call is compiled to a plain jump: about 5 ns without any
 * allocation. Calls are critical: memory may be a heap array, which does not move meanwhile as the
 * thread reaches no safepoint; so a call should end within a millisecond.
 */
final class NativeCall {
  /**
   * The JDK spins a class for a handle that was called 127 times, about 2 ms and 64 KB. This
   * happens here, not in the middle of an early inference.
   */
  private static final int CALLS_UNTIL_SPECIALIZED = 130;

  private static final MethodHandle CALL = link();

  static {
    MemorySegment labs = libraryFunction("labs");
    for (int i = 0; i < CALLS_UNTIL_SPECIALIZED; i++) {
      call(labs, MemorySegment.NULL, 0, 0, 0, 0, 0);
    }
  }

  private NativeCall() {}

  // Restricted since a wrong descriptor crashes the JVM; this one is what the code is made for.
  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.of(
                JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.critical(true));
  }

  /**
   * Calls a function.
   *
   * @param function where it begins
   * @param memory passed as the address of its first byte; on the heap or native
   */
  static long call(
      MemorySegment function, MemorySegment memory, long a, long b, long c, long d, long e) {
    try {
      return (long) CALL.invokeExact(function, memory, a, b, c, d, e);
    } catch (Throwable exception) {
      throw new AssertionError("native code cannot throw", exception);
    }
  }

  /** Returns a function of the C library. */
  static MemorySegment libraryFunction(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name);
  }
}
