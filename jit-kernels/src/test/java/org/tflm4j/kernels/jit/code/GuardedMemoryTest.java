/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedMemoryTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4095, 4096, 4097, 100_000})
  void isAccessibleAndItsNeighboursAreNot(int bytes) throws IOException {
    MemorySegment behind = GuardedMemory.behindGuard(bytes);
    behind.fill((byte) 1);
    assertThat(behind.byteSize()).isEqualTo(bytes);
    assertThat(protection(behind.address())).isEqualTo("rw-p");
    assertThat(protection(behind.address() - 1)).isEqualTo("---p");

    MemorySegment before = GuardedMemory.beforeGuard(bytes);
    before.fill((byte) 1);
    assertThat(before.byteSize()).isEqualTo(bytes);
    assertThat(protection(before.address() + bytes - 1)).isEqualTo("rw-p");
    assertThat(protection(before.address() + bytes)).isEqualTo("---p");
  }

  /** Returns what the operating system says of an address. */
  static String protection(long address) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
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
