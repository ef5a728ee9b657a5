/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.support;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tflm4j.kernels.jit.asm.Address;
import org.tflm4j.kernels.jit.asm.Assembler;
import org.tflm4j.kernels.jit.asm.Gp64;
import org.tflm4j.kernels.jit.asm.InstructionSet;
import org.tflm4j.kernels.jit.asm.Label;
import org.tflm4j.kernels.jit.code.MachineCode;

/**
 * Calls steps one after the other with one call out of Java. A sequence is an array of entries in
 * native memory: address of the code, address of its state, first unit and unit behind the last; an
 * entry whose code is 0 ends it.
 */
final class StepSequence {
  /** Bytes of an entry. */
  static final long ENTRY_BYTES = 4 * Long.BYTES;

  private static final MachineCode CODE = MachineCode.permanent("sequence of steps", emit());

  private StepSequence() {}

  /** Writes an entry. */
  static void write(MemorySegment to, long at, long code, long state, long from, long end) {
    to.set(ValueLayout.JAVA_LONG, at, code);
    to.set(ValueLayout.JAVA_LONG, at + Long.BYTES, state);
    to.set(ValueLayout.JAVA_LONG, at + 2 * Long.BYTES, from);
    to.set(ValueLayout.JAVA_LONG, at + 3 * Long.BYTES, end);
  }

  /** Makes the code executable, so that the first call costs nothing more. */
  static void link() {
    CODE.link();
  }

  /** Calls the steps of the sequence at an address. */
  static void call(MemorySegment arena, long sequence) {
    CODE.call(arena, sequence);
  }

  private static Assembler emit() {
    // No vector instruction, so any set will do.
    Assembler asm = new Assembler(InstructionSet.AVX2);
    asm.push(Gp64.RBX);
    asm.push(Gp64.R12);
    asm.push(Gp64.RBP); // Keeps the stack at a multiple of 16 for the steps.
    asm.mov(Gp64.RBX, Gp64.RSI);
    asm.mov(Gp64.R12, Gp64.RDI);
    Label end = new Label();
    Label next = asm.here();
    asm.mov(Gp64.RAX, Address.at(Gp64.RBX));
    asm.test(Gp64.RAX, Gp64.RAX);
    asm.jz(end);
    asm.mov(Gp64.RSI, Address.at(Gp64.RBX, Long.BYTES));
    asm.mov(Gp64.RDX, Address.at(Gp64.RBX, 2 * Long.BYTES));
    asm.mov(Gp64.RCX, Address.at(Gp64.RBX, 3 * Long.BYTES));
    asm.mov(Gp64.RDI, Gp64.R12);
    asm.call(Gp64.RAX);
    asm.add(Gp64.RBX, (int) ENTRY_BYTES);
    asm.jmp(next);
    asm.bind(end);
    asm.pop(Gp64.RBP);
    asm.pop(Gp64.R12);
    asm.pop(Gp64.RBX);
    asm.ret();
    return asm;
  }
}
