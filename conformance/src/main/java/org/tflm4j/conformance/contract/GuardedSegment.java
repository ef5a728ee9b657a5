/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.conformance.contract;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory outside the Java heap between canaries, which machine code could write. */
final class GuardedSegment {
  /** As the interpreter aligns it. */
  private static final int ALIGNMENT = 64;

  private static final byte CANARY = (byte) 0xA5;

  private final MemorySegment whole;
  private final MemorySegment segment;

  GuardedSegment(long bytes) {
    whole = Arena.ofAuto().allocate(bytes + 2 * ALIGNMENT, ALIGNMENT).fill(CANARY);
    segment = whole.asSlice(ALIGNMENT, bytes);
  }

  /** Returns the memory, null where there is none. */
  MemorySegment segment() {
    return segment.byteSize() == 0 ? null : segment;
  }

  void clear() {
    segment.fill((byte) 0);
  }

  /** Fills it with repetitions of a pattern. */
  void spoil(int[] pattern) {
    for (long at = 0; at < segment.byteSize(); at++) {
      int word = pattern[(int) (at / Integer.BYTES % pattern.length)];
      segment.set(ValueLayout.JAVA_BYTE, at, (byte) (word >> (8 * (int) (at % Integer.BYTES))));
    }
  }

  /**
   * Checks the canaries.
   *
   * @throws AssertionError if one was written
   */
  void requireIntact(String what) {
    long end = ALIGNMENT + segment.byteSize();
    for (long at = 0; at < whole.byteSize(); at++) {
      boolean outside = at < ALIGNMENT || at >= end;
      if (outside && whole.get(ValueLayout.JAVA_BYTE, at) != CANARY) {
        throw new AssertionError(
            what + " was written at byte " + (at - ALIGNMENT) + " of " + segment.byteSize());
      }
    }
  }
}
