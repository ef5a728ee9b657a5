/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.Mask;
import org.tflm4j.kernels.jit.code.GuardedMemory;
import org.tflm4j.kernels.jit.code.MachineCode;
import org.tflm4j.kernels.jit.code.MachineTargets;
import org.tflm4j.kernels.jit.code.Target;

class TailCodeTest {
  static List<Target> targets() {
    return MachineTargets.all();
  }

  /** Loads and stores flush against pages that nobody may touch, on either side. */
  @ParameterizedTest
  @MethodSource("targets")
  void touchesNoByteBehind(Target target) {
    int most = target.vectorBytes();
    for (int bytes = 1; bytes < most; bytes++) {
      MachineCode copy = MachineCode.of("tail of " + bytes, emit(target, bytes));
      for (boolean atEnd : new boolean[] {false, true}) {
        MemorySegment from = guarded(bytes, atEnd);
        MemorySegment to = guarded(bytes, atEnd);
        MemorySegment whole = Arena.ofAuto().allocate(most, 64);
        for (int i = 0; i < bytes; i++) {
          from.set(JAVA_BYTE, i, (byte) (i + 1));
        }
        copy.call(from, to.address(), whole.address(), 0, 0, 0);
        assertThat(to.toArray(JAVA_BYTE)).isEqualTo(from.toArray(JAVA_BYTE));
        assertThat(whole.toArray(JAVA_BYTE))
            .as("%d bytes, zeros behind", bytes)
            .isEqualTo(Arrays.copyOf(from.toArray(JAVA_BYTE), most));
      }
    }
  }

  private static MemorySegment guarded(int bytes, boolean atEnd) {
    return atEnd ? GuardedMemory.beforeGuard(bytes) : GuardedMemory.behindGuard(bytes);
  }

  /** Function (from, to, whole vector). */
  private static Assembler emit(Target target, int bytes) {
    Assembler asm = target.newAssembler();
    VectorCode vectors = new VectorCode(asm, target);
    TailCode tail = new TailCode(vectors, bytes, Mask.k(3));
    tail.prepare();
    tail.load(vectors.vector(5), Address.at(Gp64.RDI), vectors.vector(6));
    vectors.store(Address.at(Gp64.RDX), vectors.vector(5));
    tail.store(Address.at(Gp64.RSI), vectors.vector(5), vectors.vector(6));
    asm.vzeroupper();
    asm.ret();
    return asm;
  }
}
