/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** Moves, multiplication and shifts on general registers. */
public abstract sealed class GeneralInstructions extends ArithmeticInstructions
    permits ControlInstructions {
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

  /** Returns the number of the highest bit that is set; undefined for 0. */
  public final void bsr(Gp64 dst, GeneralOperand src) {
    legacy(0x0FBD | REX_W, dst.number, (Operand) src, 0);
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
}
