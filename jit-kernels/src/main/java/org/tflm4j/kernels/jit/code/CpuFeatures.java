/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.code;

import java.lang.foreign.MemorySegment;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.InstructionSet;

/**
 * What the processor has and the operating system saves, read by CPUID and XGETBV (Intel SDM,
 * volume 2, CPUID; volume 1, section 14.3).
 *
 * @param avx2 AVX2 and FMA
 * @param avx512 AVX-512 F, BW, DQ and VL
 * @param avx512Vnni the dot products of AVX-512
 * @param avx512Vbmi permutations of bytes, vpermb
 * @param avxVnni the dot products in VEX encoding
 * @param avxVnniInt8 the dot products of signed with signed bytes
 */
public record CpuFeatures(
    boolean avx2,
    boolean avx512,
    boolean avx512Vnni,
    boolean avx512Vbmi,
    boolean avxVnni,
    boolean avxVnniInt8) {
  // Bits of XCR0: SSE and AVX state; opmask and both halves of the zmm state.
  private static final int XCR0_AVX = 1 << 1 | 1 << 2;
  private static final int XCR0_AVX512 = XCR0_AVX | 1 << 5 | 1 << 6 | 1 << 7;

  /**
   * Asks the processor.
   *
   * @throws IllegalStateException if the operating system refuses executable pages
   */
  static CpuFeatures detect() {
    MachineCode cpuid = MachineCode.of("cpuid", cpuid());
    MachineCode xgetbv = MachineCode.of("xgetbv", xgetbv());
    int[] registers = new int[4];
    int maxLeaf = ask(cpuid, 0, 0, registers)[0];
    int leaf1Ecx = ask(cpuid, 1, 0, registers)[2];
    int ebx = 0;
    int ecx = 0;
    int eax1 = 0;
    int edx1 = 0;
    if (maxLeaf >= 7) {
      int maxSubleaf = ask(cpuid, 7, 0, registers)[0];
      ebx = registers[1];
      ecx = registers[2];
      if (maxSubleaf >= 1) {
        eax1 = ask(cpuid, 7, 1, registers)[0];
        edx1 = registers[3];
      }
    }
    boolean osxsave = bit(leaf1Ecx, 27);
    long xcr0 = osxsave ? xgetbv.call(MemorySegment.NULL, 0) : 0;
    return of(leaf1Ecx, ebx, ecx, eax1, edx1, xcr0);
  }

  /** Reads the registers of leaf 1 and of leaf 7 with its subleafs 0 and 1, and XCR0. */
  static CpuFeatures of(int leaf1Ecx, int ebx, int ecx, int eax1, int edx1, long xcr0) {
    boolean avxState = (xcr0 & XCR0_AVX) == XCR0_AVX;
    boolean zmmState = (xcr0 & XCR0_AVX512) == XCR0_AVX512;
    boolean fma = bit(leaf1Ecx, 12);
    boolean avx = bit(leaf1Ecx, 28);
    boolean avx2 = avxState && avx && fma && bit(ebx, 5);
    boolean foundation = bit(ebx, 16) && bit(ebx, 17) && bit(ebx, 30) && bit(ebx, 31);
    boolean avx512 = avx2 && zmmState && foundation;
    return new CpuFeatures(
        avx2,
        avx512,
        avx512 && bit(ecx, 11),
        avx512 && bit(ecx, 1),
        avx2 && bit(eax1, 4),
        avx2 && bit(edx1, 4));
  }

  private static boolean bit(int register, int number) {
    return (register >> number & 1) != 0;
  }

  private static int[] ask(MachineCode cpuid, int leaf, int subleaf, int[] registers) {
    cpuid.call(MemorySegment.ofArray(registers), leaf, subleaf, 0, 0, 0);
    return registers;
  }

  /** Function (int[4] out, leaf, subleaf): stores eax, ebx, ecx and edx. */
  private static Assembler cpuid() {
    Assembler a = new Assembler(InstructionSet.AVX2);
    a.push(Gp64.RBX);
    a.mov32(Gp64.RAX, Gp64.RSI);
    a.mov32(Gp64.RCX, Gp64.RDX);
    a.cpuid();
    a.mov32(Address.at(Gp64.RDI), Gp64.RAX);
    a.mov32(Address.at(Gp64.RDI, 4), Gp64.RBX);
    a.mov32(Address.at(Gp64.RDI, 8), Gp64.RCX);
    a.mov32(Address.at(Gp64.RDI, 12), Gp64.RDX);
    a.pop(Gp64.RBX);
    a.ret();
    return a;
  }

  /** Function that returns XCR0. */
  private static Assembler xgetbv() {
    Assembler a = new Assembler(InstructionSet.AVX2);
    a.xor32(Gp64.RCX, Gp64.RCX);
    a.xgetbv();
    a.shl(Gp64.RDX, 32);
    a.or(Gp64.RAX, Gp64.RDX);
    a.ret();
    return a;
  }
}
