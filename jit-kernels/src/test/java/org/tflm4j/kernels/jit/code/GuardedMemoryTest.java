/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedMemoryTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4095, 4096, 4097, 100_000})
  void isAccessibleAndItsNeighboursAreNot(int bytes) {
    MemorySegment behind = GuardedMemory.behindGuard(bytes);
    behind.fill((byte) 1);
    assertThat(behind.byteSize()).isEqualTo(bytes);
    assertThat(GuardedMemory.protection(behind.address())).isEqualTo("rw-p");
    assertThat(GuardedMemory.protection(behind.address() - 1)).isEqualTo("---p");

    MemorySegment before = GuardedMemory.beforeGuard(bytes);
    before.fill((byte) 1);
    assertThat(before.byteSize()).isEqualTo(bytes);
    assertThat(GuardedMemory.protection(before.address() + bytes - 1)).isEqualTo("rw-p");
    assertThat(GuardedMemory.protection(before.address() + bytes)).isEqualTo("---p");
  }
}
