/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.kernels.jit.code.GuardedMemory;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.MachineTargets;
import org.tflm4j.kernels.jit.code.Target;

class ByteTableCodeTest {
  /** All targets of this machine, and those that do without permutations of bytes. */
  static List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (Target target : MachineTargets.all()) {
      targets.add(target);
      if (target.vbmi()) {
        targets.add(new Target(target.tier(), target.instructionSet(), false, false));
      }
    }
    return targets;
  }

  /** In place, flush against a page that nobody may touch, for all tails. */
  @ParameterizedTest
  @MethodSource("targets")
  void looksUpEveryByte(Target target) {
    byte[] table = new byte[ByteTable.SIZE];
    new Random(3).nextBytes(table);
    MachineCode code = MachineCode.of("byte table", ByteTableCode.emit(target));
    MemorySegment constant = Arena.ofAuto().allocate(ByteTable.SIZE, 64);
    MemorySegment.copy(
        ByteTableCode.constant(table, target), 0, constant, JAVA_BYTE, 0, ByteTable.SIZE);
    MemorySegment state = Arena.ofAuto().allocate(4L * Long.BYTES, 64);
    for (int count : new int[] {0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 255, 256, 300}) {
      MemorySegment memory = GuardedMemory.beforeGuard(count);
      byte[] expected = new byte[count];
      for (int i = 0; i < count; i++) {
        byte value = (byte) (i + count);
        memory.set(JAVA_BYTE, i, value);
        expected[i] = table[value & 0xFF];
      }
      state.setAtIndex(JAVA_LONG, ElementRuns.INPUT, 0);
      state.setAtIndex(JAVA_LONG, ElementRuns.OUTPUT, 0);
      state.setAtIndex(JAVA_LONG, ElementRuns.CONSTANT, constant.address());
      state.setAtIndex(JAVA_LONG, ElementRuns.COUNT, count);
      code.call(memory, state.address());
      assertThat(memory.toArray(JAVA_BYTE)).as("%d bytes", count).isEqualTo(expected);
    }
  }
}
