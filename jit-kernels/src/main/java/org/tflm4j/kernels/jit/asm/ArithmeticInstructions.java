/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * Addition, logic and comparison on general registers. Operands stand in Intel's order, the
 * destination first. Names without a number work on 64 bits; {@code 32} works on the lower 32 bits
 * of registers and clears the upper ones of the destination, {@code 16} and {@code 8} are for
 * memory.
 */
public abstract sealed class ArithmeticInstructions extends InstructionEncoder
    permits GeneralInstructions {
  ArithmeticInstructions(InstructionSet instructionSet) {
    super(instructionSet);
  }

  private static boolean isByte(int value) {
    return value == (byte) value;
  }

  /** The eight operations of the first rows of the opcode map: {@code row} is 0 to 7. */
  private void alu(int row, int size, Gp64 dst, GeneralOperand src) {
    if (src instanceof Gp64 register) {
      legacy(row << 3 | 1 | size, register.number, dst, 0);
    } else {
      legacy(row << 3 | 3 | size, dst.number, (Operand) src, 0);
    }
  }

  private void alu(int row, int size, Address dst, Gp64 src) {
    legacy(row << 3 | 1 | size, src.number, dst, 0);
  }

  private void alu(int row, int size, GeneralOperand dst, int immediate) {
    if (isByte(immediate)) {
      legacy(0x83 | size, row, (Operand) dst, 1);
      put(immediate);
    } else if (dst == Gp64.RAX) {
      accumulator(row << 3 | 5, size);
      putInt(immediate);
    } else {
      legacy(0x81 | size, row, (Operand) dst, 4);
      putInt(immediate);
    }
  }

  /** The forms for rax that spare ModRM. */
  private void accumulator(int opcode, int size) {
    reserve();
    if (size != 0) {
      put(0x48);
    }
    put(opcode);
  }

  public final void add(Gp64 dst, GeneralOperand src) {
    alu(0, REX_W, dst, src);
  }

  public final void add(Address dst, Gp64 src) {
    alu(0, REX_W, dst, src);
  }

  public final void add(GeneralOperand dst, int immediate) {
    alu(0, REX_W, dst, immediate);
  }

  public final void add32(Gp64 dst, GeneralOperand src) {
    alu(0, 0, dst, src);
  }

  public final void add32(Address dst, Gp64 src) {
    alu(0, 0, dst, src);
  }

  public final void add32(GeneralOperand dst, int immediate) {
    alu(0, 0, dst, immediate);
  }

  public final void or(Gp64 dst, GeneralOperand src) {
    alu(1, REX_W, dst, src);
  }

  public final void or(Address dst, Gp64 src) {
    alu(1, REX_W, dst, src);
  }

  public final void or(GeneralOperand dst, int immediate) {
    alu(1, REX_W, dst, immediate);
  }

  public final void or32(Gp64 dst, GeneralOperand src) {
    alu(1, 0, dst, src);
  }

  public final void or32(Address dst, Gp64 src) {
    alu(1, 0, dst, src);
  }

  public final void or32(GeneralOperand dst, int immediate) {
    alu(1, 0, dst, immediate);
  }

  public final void and(Gp64 dst, GeneralOperand src) {
    alu(4, REX_W, dst, src);
  }

  public final void and(Address dst, Gp64 src) {
    alu(4, REX_W, dst, src);
  }

  public final void and(GeneralOperand dst, int immediate) {
    alu(4, REX_W, dst, immediate);
  }

  public final void and32(Gp64 dst, GeneralOperand src) {
    alu(4, 0, dst, src);
  }

  public final void and32(Address dst, Gp64 src) {
    alu(4, 0, dst, src);
  }

  public final void and32(GeneralOperand dst, int immediate) {
    alu(4, 0, dst, immediate);
  }

  public final void sub(Gp64 dst, GeneralOperand src) {
    alu(5, REX_W, dst, src);
  }

  public final void sub(Address dst, Gp64 src) {
    alu(5, REX_W, dst, src);
  }

  public final void sub(GeneralOperand dst, int immediate) {
    alu(5, REX_W, dst, immediate);
  }

  public final void sub32(Gp64 dst, GeneralOperand src) {
    alu(5, 0, dst, src);
  }

  public final void sub32(Address dst, Gp64 src) {
    alu(5, 0, dst, src);
  }

  public final void sub32(GeneralOperand dst, int immediate) {
    alu(5, 0, dst, immediate);
  }

  public final void xor(Gp64 dst, GeneralOperand src) {
    alu(6, REX_W, dst, src);
  }

  public final void xor(Address dst, Gp64 src) {
    alu(6, REX_W, dst, src);
  }

  public final void xor(GeneralOperand dst, int immediate) {
    alu(6, REX_W, dst, immediate);
  }

  public final void xor32(Gp64 dst, GeneralOperand src) {
    alu(6, 0, dst, src);
  }

  public final void xor32(Address dst, Gp64 src) {
    alu(6, 0, dst, src);
  }

  public final void xor32(GeneralOperand dst, int immediate) {
    alu(6, 0, dst, immediate);
  }

  public final void cmp(Gp64 a, GeneralOperand b) {
    alu(7, REX_W, a, b);
  }

  public final void cmp(Address a, Gp64 b) {
    alu(7, REX_W, a, b);
  }

  public final void cmp(GeneralOperand a, int immediate) {
    alu(7, REX_W, a, immediate);
  }

  public final void cmp32(Gp64 a, GeneralOperand b) {
    alu(7, 0, a, b);
  }

  public final void cmp32(Address a, Gp64 b) {
    alu(7, 0, a, b);
  }

  public final void cmp32(GeneralOperand a, int immediate) {
    alu(7, 0, a, immediate);
  }
}
