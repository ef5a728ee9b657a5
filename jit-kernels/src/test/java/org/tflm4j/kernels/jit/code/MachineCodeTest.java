/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tflm4j.kernels.jit.asm.Gp64.R8;
import static org.tflm4j.kernels.jit.asm.Gp64.R9;
import static org.tflm4j.kernels.jit.asm.Gp64.RAX;
import static org.tflm4j.kernels.jit.asm.Gp64.RCX;
import static org.tflm4j.kernels.jit.asm.Gp64.RDI;
import static org.tflm4j.kernels.jit.asm.Gp64.RDX;
import static org.tflm4j.kernels.jit.asm.Gp64.RSI;
import static org.tflm4j.kernels.jit.asm.Vec.ymm;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.InstructionSet;
import org.tflm4j.kernels.jit.asm.Label;

class MachineCodeTest {
  private static Assembler assembler() {
    return new Assembler(InstructionSet.AVX2);
  }

  /** Returns a function that returns a constant. */
  private static MachineCode constant(int value) {
    Assembler a = assembler();
    a.mov(RAX, value);
    a.ret();
    return MachineCode.of("constant " + value, a);
  }

  @Test
  void argumentsArriveInOrder() {
    Assembler a = assembler();
    a.movzx8(RAX, Address.at(RDI));
    a.lea(RAX, Address.at(RSI, RAX, 8, 0));
    a.lea(RAX, Address.at(RDX, RAX, 8, 0));
    a.lea(RAX, Address.at(RCX, RAX, 8, 0));
    a.lea(RAX, Address.at(R8, RAX, 8, 0));
    a.lea(RAX, Address.at(R9, RAX, 8, 0));
    a.ret();
    MachineCode code = MachineCode.of("octal", a);
    byte[] memory = {0, 7};
    MemorySegment slice = MemorySegment.ofArray(memory).asSlice(1);
    assertThat(code.call(slice, 6, 5, 4, 3, 2)).isEqualTo(0765432);
  }

  /** Adds 1 to bytes, 32 at a time: heap and native memory, flush against guards. */
  @Test
  void worksOnHeapAndOnNativeMemory() {
    Assembler a = assembler();
    Label ones = new Label();
    a.vpbroadcastb(ymm(0), Address.of(ones));
    Label loop = a.here();
    a.vpaddb(ymm(1), ymm(0), Address.at(RDI));
    a.vmovdqu(Address.at(RDI), ymm(1));
    a.add(RDI, 32);
    a.dec(RSI);
    a.jnz(loop);
    a.vzeroupper();
    a.ret();
    a.bind(ones);
    a.data(new byte[] {1});
    MachineCode code = MachineCode.of("increment", a);
    int bytes = 320;
    for (MemorySegment memory :
        List.of(
            MemorySegment.ofArray(new byte[bytes]),
            MemorySegment.ofArray(new byte[bytes + 3]).asSlice(3),
            GuardedMemory.behindGuard(bytes),
            GuardedMemory.beforeGuard(bytes))) {
      for (int i = 0; i < bytes; i++) {
        memory.set(JAVA_BYTE, i, (byte) i);
      }
      code.call(memory, bytes / 32);
      for (int i = 0; i < bytes; i++) {
        assertThat(memory.get(JAVA_BYTE, i)).isEqualTo((byte) (i + 1));
      }
    }
  }

  @Test
  void codeIsNeverWritableAndExecutable() {
    MachineCode code = constant(1);
    assertThat(GuardedMemory.protection(code.address())).isEqualTo("r-xp");
    MemorySegment fresh = ExecutableMemory.map(1);
    assertThat(GuardedMemory.protection(fresh.address())).isEqualTo("rw-p");
  }

  @Test
  void piecesMadeTogetherShareTheirPages() {
    constant(0).link();
    long before = ExecutableMemory.mappedBytes();
    List<MachineCode> pieces = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pieces.add(constant(i));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(pieces.get(i).call(MemorySegment.NULL, 0)).isEqualTo(i);
      assertThat(pieces.get(i).address() % 64).isZero();
    }
    // 100 times 64 bytes; other pages may be freed meanwhile.
    assertThat(ExecutableMemory.mappedBytes() - before)
        .isLessThanOrEqualTo(2 * ExecutableMemory.PAGE_BYTES);
  }

  @Test
  void unreachableCodeIsUnmapped() throws InterruptedException {
    long before = ExecutableMemory.mappedBytes();
    List<MachineCode> pieces = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      MachineCode piece = constant(i);
      assertThat(piece.call(MemorySegment.NULL, 0)).isEqualTo(i);
      pieces.add(piece);
    }
    assertThat(ExecutableMemory.mappedBytes() - before).isGreaterThan(500L * 4096);
    assertThat(pieces.getFirst().call(MemorySegment.NULL, 0)).isZero();
    pieces.clear();
    for (int i = 0; i < 100 && ExecutableMemory.mappedBytes() - before > 10 * 4096; i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertThat(ExecutableMemory.mappedBytes() - before).isLessThanOrEqualTo(10 * 4096);
  }

  /** Neither the first calls, still interpreted, nor compiled ones. */
  @Test
  void callsAllocateNothing() {
    Assembler a = assembler();
    a.mov32(RAX, Address.at(RDI));
    a.add32(RAX, RSI);
    a.mov32(Address.at(RDI), RAX);
    a.ret();
    MachineCode code = MachineCode.of("add", a);
    code.link();
    MemorySegment memory = MemorySegment.ofArray(new byte[64]);
    // The smallest object takes 16 bytes, so this is not one a call; when a method is about to be
    // compiled, the JVM makes the strings of its class on this thread.
    assertThat(allocatedByCalls(code, memory, 1000)).isLessThan(16 * 1000 / 2);
    int rounds = 0;
    while (allocatedByCalls(code, memory, 10_000) > 0) {
      assertThat(++rounds).isLessThan(20);
    }
    assertThat(memory.get(JAVA_INT_UNALIGNED, 0)).isEqualTo(1000 + 10_000 * (rounds + 1));
  }

  private static long allocatedByCalls(MachineCode code, MemorySegment memory, int calls) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    thread.getCurrentThreadAllocatedBytes();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      code.call(memory, 1);
    }
    return thread.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void threadsLinkOnce() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 50; round++) {
        MachineCode code = constant(round);
        List<Future<Long>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          answers.add(threads.submit(() -> code.call(MemorySegment.NULL, 0)));
        }
        for (Future<Long> answer : answers) {
          assertThat(answer.get()).isEqualTo(round);
        }
      }
    }
  }

  @Test
  void listingsAndPerfMapNameTheParts(@TempDir Path folder) throws IOException {
    Assembler a = assembler();
    a.mov(RAX, 5);
    a.mark("tail 3x1");
    a.ret();
    MachineCode code = MachineCode.of("CONV_2D", a);
    code.madeFor("3x3/1");
    CodeListing before = code.listing();
    System.setProperty(PerfMap.PROPERTY, "true");
    try {
      code.link();
      assertThat(Files.readString(PerfMap.file()))
          .contains(
              "%x 5 CONV_2D 3x3/1\n%x 1 CONV_2D 3x3/1 tail 3x1\n"
                  .formatted(code.address(), code.address() + 5));
    } finally {
      System.clearProperty(PerfMap.PROPERTY);
      Files.deleteIfExists(PerfMap.file());
    }
    for (CodeListing listing : List.of(before, code.listing())) {
      listing.write(folder, "0001-CONV_2D", "a heading\n");
      assertThat(Files.readAllBytes(folder.resolve("0001-CONV_2D.bin")))
          .containsExactly(0xB8, 5, 0, 0, 0, 0xC3);
      assertThat(Files.readString(folder.resolve("0001-CONV_2D.txt"), UTF_8))
          .isEqualTo("a heading\nCONV_2D 3x3/1, 6 bytes\n     5 tail 3x1\n");
    }
  }
}
