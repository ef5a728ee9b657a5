/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** Jumps, calls and what has no operands. */
public abstract sealed class ControlInstructions extends GeneralInstructions permits VectorMoves {
  ControlInstructions(InstructionSet instructionSet) {
    super(instructionSet);
  }

  /** Jumps: with 8 bits of distance backwards where they suffice, else with 32. */
  public final void jmp(Label target) {
    reserve();
    if (!putShortJump(0xEB, target)) {
      put(0xE9);
      putDistance(target, 0, 0);
    }
  }

  public final void jmp(Gp64 target) {
    legacy(0xFF, 4, target, 0);
  }

  /** Jumps on a condition: with 8 bits of distance backwards where they suffice, else with 32. */
  public final void jcc(Condition condition, Label target) {
    reserve();
    if (!putShortJump(0x70 | condition.code, target)) {
      put(0x0F);
      put(0x80 | condition.code);
      putDistance(target, 0, 0);
    }
  }

  private boolean putShortJump(int opcode, Label target) {
    int distance = target.position() - (position() + 2);
    if (!target.isBound() || distance != (byte) distance) {
      return false;
    }
    put(opcode);
    put(distance);
    return true;
  }

  /** Jumps if the last result was zero, or the operands of a comparison equal. */
  public final void jz(Label target) {
    jcc(Condition.E, target);
  }

  /** Jumps if the last result was not zero, or the operands of a comparison differ. */
  public final void jnz(Label target) {
    jcc(Condition.NE, target);
  }

  /** Jumps if a &lt; b, signed. */
  public final void jl(Label target) {
    jcc(Condition.L, target);
  }

  /** Jumps if a &lt;= b, signed. */
  public final void jle(Label target) {
    jcc(Condition.LE, target);
  }

  /** Jumps if a &gt; b, signed. */
  public final void jg(Label target) {
    jcc(Condition.G, target);
  }

  /** Jumps if a &gt;= b, signed. */
  public final void jge(Label target) {
    jcc(Condition.GE, target);
  }

  /** Jumps if a &lt; b, unsigned. */
  public final void jb(Label target) {
    jcc(Condition.B, target);
  }

  /** Jumps if a &gt;= b, unsigned. */
  public final void jae(Label target) {
    jcc(Condition.AE, target);
  }

  public final void call(Gp64 target) {
    legacy(0xFF, 2, target, 0);
  }

  /** Calls code of this assembler. */
  public final void call(Label target) {
    reserve();
    put(0xE8);
    putDistance(target, 0, 0);
  }

  public final void ret() {
    reserve();
    put(0xC3);
  }

  public final void cpuid() {
    reserve();
    put(0x0F);
    put(0xA2);
  }

  public final void xgetbv() {
    reserve();
    put(0x0F);
    put(0x01);
    put(0xD0);
  }

  /** Breaks into a debugger. */
  public final void int3() {
    reserve();
    put(0xCC);
  }

  /** Fetches the cache line of the address into all levels. */
  public final void prefetcht0(Address address) {
    legacy(0x0F18, 1, address, 0);
  }
}
