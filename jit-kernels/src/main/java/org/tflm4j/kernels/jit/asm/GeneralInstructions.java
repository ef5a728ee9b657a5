/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** Moves, multiplication, shifts, jumps and calls on general registers. */
public abstract sealed class GeneralInstructions extends ArithmeticInstructions
    permits VectorMoves {
  GeneralInstructions(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Moves.

  public final void mov(Gp64 dst, GeneralOperand src) {
    if (src instanceof Gp64 register) {
      legacy(0x89 | REX_W, register.number, dst, 0);
    } else {
      legacy(0x8B | REX_W, dst.number, (Operand) src, 0);
    }
  }

  /** Sets the register to a constant, in the shortest encoding that leaves the flags alone. */
  public final void mov(Gp64 dst, long immediate) {
    reserve();
    if (immediate == (immediate & 0xFFFF_FFFFL)) {
      movabs(0x40, dst);
      putInt((int) immediate);
    } else if (immediate == (int) immediate) {
      legacy(0xC7 | REX_W, 0, dst, 4);
      putInt((int) immediate);
    } else {
      movabs(0x48, dst);
      putInt((int) immediate);
      putInt((int) (immediate >> 32));
    }
  }

  private void movabs(int rex, Gp64 dst) {
    int prefix = rex | dst.extension;
    if (prefix != 0x40) {
      put(prefix);
    }
    put(0xB8 | (dst.number & 7));
  }

  public final void mov(Address dst, Gp64 src) {
    legacy(0x89 | REX_W, src.number, dst, 0);
  }

  /** Stores 64 bits, the constant with its sign extended. */
  public final void mov(Address dst, int immediate) {
    legacy(0xC7 | REX_W, 0, dst, 4);
    putInt(immediate);
  }

  /** Moves or loads 32 bits and clears the upper half. */
  public final void mov32(Gp64 dst, GeneralOperand src) {
    if (src instanceof Gp64 register) {
      legacy(0x89, register.number, dst, 0);
    } else {
      legacy(0x8B, dst.number, (Operand) src, 0);
    }
  }

  /** Sets the lower half to a constant and clears the upper one. */
  public final void mov32(Gp64 dst, int immediate) {
    reserve();
    movabs(0x40, dst);
    putInt(immediate);
  }

  public final void mov32(Address dst, Gp64 src) {
    legacy(0x89, src.number, dst, 0);
  }

  public final void mov32(Address dst, int immediate) {
    legacy(0xC7, 0, dst, 4);
    putInt(immediate);
  }

  public final void mov16(Address dst, Gp64 src) {
    legacy(0x89 | SIZE16, src.number, dst, 0);
  }

  public final void mov16(Address dst, int immediate) {
    legacy(0xC7 | SIZE16, 0, dst, 2);
    put(immediate);
    put(immediate >> 8);
  }

  public final void mov8(Address dst, Gp64 src) {
    legacy(0x88 | BYTE_REG, src.number, dst, 0);
  }

  public final void mov8(Address dst, int immediate) {
    legacy(0xC6, 0, dst, 1);
    put(immediate);
  }

  /** Loads a byte, zero-extended to 64 bits. */
  public final void movzx8(Gp64 dst, GeneralOperand src) {
    legacy(0x0FB6 | BYTE_RM, dst.number, (Operand) src, 0);
  }

  /** Loads 16 bits, zero-extended to 64. */
  public final void movzx16(Gp64 dst, GeneralOperand src) {
    legacy(0x0FB7, dst.number, (Operand) src, 0);
  }

  /** Loads a byte, sign-extended to 64 bits. */
  public final void movsx8(Gp64 dst, GeneralOperand src) {
    legacy(0x0FBE | REX_W, dst.number, (Operand) src, 0);
  }

  /** Loads 16 bits, sign-extended to 64. */
  public final void movsx16(Gp64 dst, GeneralOperand src) {
    legacy(0x0FBF | REX_W, dst.number, (Operand) src, 0);
  }

  /** Loads 32 bits, sign-extended to 64. */
  public final void movsxd(Gp64 dst, GeneralOperand src) {
    legacy(0x63 | REX_W, dst.number, (Operand) src, 0);
  }

  public final void cmov(Condition condition, Gp64 dst, GeneralOperand src) {
    legacy(0x0F40 | condition.code | REX_W, dst.number, (Operand) src, 0);
  }

  public final void lea(Gp64 dst, Address src) {
    legacy(0x8D | REX_W, dst.number, src, 0);
  }

  public final void push(Gp64 src) {
    reserve();
    if (src.extension != 0) {
      put(0x41);
    }
    put(0x50 | (src.number & 7));
  }

  public final void pop(Gp64 dst) {
    reserve();
    if (dst.extension != 0) {
      put(0x41);
    }
    put(0x58 | (dst.number & 7));
  }

  // Arithmetic that is in no row of the opcode map.

  public final void imul(Gp64 dst, GeneralOperand src) {
    legacy(0x0FAF | REX_W, dst.number, (Operand) src, 0);
  }

  public final void imul(Gp64 dst, GeneralOperand src, int immediate) {
    if (immediate == (byte) immediate) {
      legacy(0x6B | REX_W, dst.number, (Operand) src, 1);
      put(immediate);
    } else {
      legacy(0x69 | REX_W, dst.number, (Operand) src, 4);
      putInt(immediate);
    }
  }

  public final void imul32(Gp64 dst, GeneralOperand src) {
    legacy(0x0FAF, dst.number, (Operand) src, 0);
  }

  public final void inc(GeneralOperand dst) {
    legacy(0xFF | REX_W, 0, (Operand) dst, 0);
  }

  public final void dec(GeneralOperand dst) {
    legacy(0xFF | REX_W, 1, (Operand) dst, 0);
  }

  public final void neg(GeneralOperand dst) {
    legacy(0xF7 | REX_W, 3, (Operand) dst, 0);
  }

  public final void not(GeneralOperand dst) {
    legacy(0xF7 | REX_W, 2, (Operand) dst, 0);
  }

  public final void test(GeneralOperand a, Gp64 b) {
    legacy(0x85 | REX_W, b.number, (Operand) a, 0);
  }

  public final void test32(GeneralOperand a, Gp64 b) {
    legacy(0x85, b.number, (Operand) a, 0);
  }

  public final void shl(Gp64 dst, int count) {
    shift(4, REX_W, dst, count);
  }

  public final void shr(Gp64 dst, int count) {
    shift(5, REX_W, dst, count);
  }

  public final void sar(Gp64 dst, int count) {
    shift(7, REX_W, dst, count);
  }

  public final void shl32(Gp64 dst, int count) {
    shift(4, 0, dst, count);
  }

  public final void shr32(Gp64 dst, int count) {
    shift(5, 0, dst, count);
  }

  public final void sar32(Gp64 dst, int count) {
    shift(7, 0, dst, count);
  }

  private void shift(int extension, int size, Gp64 dst, int count) {
    if (count == 1) {
      legacy(0xD1 | size, extension, dst, 0);
    } else {
      legacy(0xC1 | size, extension, dst, 1);
      put(count);
    }
  }

  /** Shifts left by cl. */
  public final void shlCl(Gp64 dst) {
    legacy(0xD3 | REX_W, 4, dst, 0);
  }

  /** Shifts right by cl, zeros from above. */
  public final void shrCl(Gp64 dst) {
    legacy(0xD3 | REX_W, 5, dst, 0);
  }

  /** Shifts right by cl, the sign from above. */
  public final void sarCl(Gp64 dst) {
    legacy(0xD3 | REX_W, 7, dst, 0);
  }

  // Control.

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
