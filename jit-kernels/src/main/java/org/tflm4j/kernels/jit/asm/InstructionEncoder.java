/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Encodes an instruction from its {@link Encoding} and its operands: legacy, VEX or EVEX. */
public abstract sealed class InstructionEncoder extends CodeBuffer permits ArithmeticInstructions {
  /** Flag of a legacy opcode: operand size 16. */
  static final int SIZE16 = 1 << 16;

  /** Flag of a legacy opcode: ModRM.reg is a byte. */
  static final int BYTE_REG = 1 << 17;

  /** Flag of a legacy opcode: operand size 64. */
  static final int REX_W = 1 << 18;

  /** Flag of a legacy opcode: r/m is a byte. */
  static final int BYTE_RM = 1 << 19;

  private final InstructionSet instructionSet;

  /** True if dot products are encoded in EVEX. */
  private final boolean evexVnni;

  InstructionEncoder(InstructionSet instructionSet) {
    this.instructionSet = instructionSet;
    this.evexVnni =
        instructionSet == InstructionSet.AVX512
            || instructionSet == InstructionSet.AVX_VNNI_BY_EVEX;
  }

  /** Returns what this assembler may encode. */
  public final InstructionSet instructionSet() {
    return instructionSet;
  }

  /**
   * Encodes an instruction of the days before VEX.
   *
   * @param op one opcode byte, or 0x0F and one, with flags
   * @param reg register or opcode extension in ModRM.reg
   * @param immediateBytes how many bytes the caller appends
   */
  final void legacy(int op, int reg, Operand rm, int immediateBytes) {
    reserve();
    if ((op & SIZE16) != 0) {
      put(0x66);
    }
    int rex = (op & REX_W) >> 15 | (reg & 8) >> 1 | rm.extension;
    // Without REX the numbers 4 to 7 name ah, ch, dh and bh as bytes.
    if (rex != 0 || ((op & BYTE_REG) != 0 && reg >= 4) || ((op & BYTE_RM) != 0 && rm.number >= 4)) {
      put(0x40 | rex);
    }
    if ((op & 0xFF00) != 0) {
      put(0x0F);
    }
    put(op);
    modRm(reg, rm, 0, immediateBytes);
  }

  /**
   * Encodes a vector or mask instruction: in VEX where it can be, else in EVEX.
   *
   * @param op its {@link Encoding}
   * @param width bytes of the vectors, 16 where the instruction has no length
   * @param reg register number or opcode extension in ModRM.reg
   * @param vvvv register number in the prefix, 0 if there is none
   * @param masking mask of the destination
   * @param immediateBytes how many bytes the caller appends
   */
  final void vector(
      int op, int width, int reg, int vvvv, Operand rm, int masking, int immediateBytes) {
    assert fits(op, width, rm) : rm + " has another width than the instruction wants";
    reserve();
    boolean evex =
        (op & VEX) == 0
            || width == 64
            || (reg | vvvv) >= 16
            || masking != 0
            || rm.evexOnly
            || ((op & VNNI) != 0 && (op & EVEX) != 0 && evexVnni);
    int shift = 0;
    if (evex) {
      shift = evex(op, width, reg, vvvv, rm, masking);
    } else {
      vex(op, width, reg, vvvv, rm.extension);
    }
    put(op);
    modRm(reg, rm, shift, immediateBytes);
  }

  private void vex(int op, int width, int reg, int vvvv, int extension) {
    if ((op & VNNI) != 0 && instructionSet == InstructionSet.AVX2) {
      throw new IllegalArgumentException("the dot product needs AVX-VNNI");
    }
    int low = (~vvvv & 15) << 3 | (width & 32) >> 3 | (op >> PREFIX_SHIFT & 3);
    if ((op & (3 << MAP_SHIFT | VEX_W1)) == M0F && extension == 0) {
      put(0xC5);
      put((~reg & 8) << 4 | low);
    } else {
      put(0xC4);
      put((((reg & 8) << 4 | (extension & 3) << 5) ^ 0xE0) | (op >> MAP_SHIFT & 3));
      put((op & VEX_W1) >> 7 | low);
    }
  }

  /** Returns the logarithm of the scale of an 8-bit displacement. */
  private int evex(int op, int width, int reg, int vvvv, Operand rm, int masking) {
    // Of EVEX, AVX_VNNI_BY_EVEX has the dot products on the vectors and registers of AVX2.
    boolean plainVnni =
        evexVnni
            && (op & VNNI) != 0
            && width < 64
            && (reg | vvvv) < 16
            && masking == 0
            && !rm.evexOnly;
    if ((op & EVEX) == 0 || !(instructionSet == InstructionSet.AVX512 || plainVnni)) {
      throw new IllegalArgumentException(
          instructionSet
              + " cannot encode opcode "
              + Integer.toHexString(op & OPCODE)
              + " with these operands: "
              + rm);
    }
    boolean broadcast = rm instanceof Address address && address.broadcast;
    int control = (width >> 5) << 5;
    if (broadcast) {
      if ((op >> TUPLE_SHIFT) != FULL >> TUPLE_SHIFT) {
        throw new IllegalArgumentException("the instruction does not broadcast: " + rm);
      }
      control |= 0x10;
    } else if (rm instanceof Vec register && register.rounding != null) {
      control = rounding(op, width, register.rounding) << 5 | 0x10;
    }
    put(0x62);
    put((((reg & 8) << 4 | (rm.extension & 3) << 5 | (reg & 16)) ^ 0xF0) | (op >> MAP_SHIFT & 3));
    put((op & EVEX_W1) >> 8 | (~vvvv & 15) << 3 | 4 | (op >> PREFIX_SHIFT & 3));
    put(control | (~(vvvv >> 1 | rm.extension << 1) & 8) | masking);
    return broadcast ? 2 + ((op & EVEX_W1) >> 15) : displacementShift(op, width);
  }

  private static int rounding(int op, int width, Rounding rounding) {
    int needed = rounding == Rounding.SUPPRESS_EXCEPTIONS ? SAE : ROUND;
    boolean scalar = (op >> TUPLE_SHIFT) < FULL >> TUPLE_SHIFT;
    if ((op & needed) == 0 || !(scalar || width == 64)) {
      throw new IllegalArgumentException("the instruction does not take {" + rounding.text + "}");
    }
    return rounding.field;
  }

  private static int displacementShift(int op, int width) {
    int tuple = op >> TUPLE_SHIFT;
    // Full, half, quarter, eighth of 16, 32 or 64 bytes.
    return tuple < FULL >> TUPLE_SHIFT
        ? tuple
        : 4 + (width >> 5) - Math.max(0, tuple - (FULL_MEM >> TUPLE_SHIFT));
  }

  private static boolean fits(int op, int width, Operand rm) {
    return !(rm instanceof Vec register)
        || register.width == Math.max(16, 1 << displacementShift(op, width));
  }

  /** Appends ModRM, SIB and the displacement. */
  private void modRm(int reg, Operand rm, int shift, int immediateBytes) {
    int field = (reg & 7) << 3;
    if (!(rm instanceof Address address)) {
      put(0xC0 | field | (rm.number & 7));
      return;
    }
    int displacement = address.displacement;
    if (address.label != null) {
      put(field | 5);
      putDistance(address.label, displacement, immediateBytes);
      return;
    }
    int scaled = displacement >> shift;
    int mode;
    if (!address.hasBase) {
      mode = 0;
    } else if (displacement == 0 && address.plainBase) {
      mode = 0;
    } else if (scaled == (byte) scaled && scaled << shift == displacement) {
      mode = 0x40;
    } else {
      mode = 0x80;
    }
    put(mode | field | address.rm);
    if (address.sib >= 0) {
      put(address.sib);
    }
    if (mode == 0x40) {
      put(scaled);
    } else if (mode == 0x80 || !address.hasBase) {
      putInt(displacement);
    }
  }

  // The forms of vector instructions, in the order of Intel's operands.

  /** ModRM.reg, vvvv, r/m: the usual three operands. */
  final void regVvvvRm(int op, Vec dst, Vec a, VectorOperand b) {
    assert dst.width == a.width : dst + " and " + a + " differ in width";
    vector(op, dst.width, dst.number, a.number, (Operand) b, dst.masking, 0);
  }

  final void regVvvvRm(int op, Vec dst, Vec a, VectorOperand b, int immediate) {
    assert dst.width == a.width : dst + " and " + a + " differ in width";
    vector(op, dst.width, dst.number, a.number, (Operand) b, dst.masking, 1);
    put(immediate);
  }

  /** A comparison to a mask register. */
  final void maskVvvvRm(int op, Mask dst, Vec a, VectorOperand b) {
    vector(op, a.width, dst.number, a.number, (Operand) b, dst.masking, 0);
  }

  final void maskVvvvRm(int op, Mask dst, Vec a, VectorOperand b, int immediate) {
    vector(op, a.width, dst.number, a.number, (Operand) b, dst.masking, 1);
    put(immediate);
  }

  /** ModRM.reg, r/m: loads and functions of one operand. */
  final void regRm(int op, Vec dst, VectorOperand src) {
    vector(op, dst.width, dst.number, 0, (Operand) src, dst.masking, 0);
  }

  final void regRm(int op, Vec dst, VectorOperand src, int immediate) {
    vector(op, dst.width, dst.number, 0, (Operand) src, dst.masking, 1);
    put(immediate);
  }

  /** r/m, ModRM.reg: stores, narrowing and extraction. */
  final void rmReg(int op, VectorOperand dst, Vec src) {
    Operand rm = (Operand) dst;
    vector(op, src.width, src.number, 0, rm, rm.masking, 0);
  }

  final void rmReg(int op, VectorOperand dst, Vec src, int immediate) {
    Operand rm = (Operand) dst;
    vector(op, src.width, src.number, 0, rm, rm.masking, 1);
    put(immediate);
  }

  /** vvvv, r/m with an opcode extension: shifts by a constant. */
  final void vvvvRm(int op, int extension, Vec dst, VectorOperand src, int immediate) {
    vector(op, dst.width, extension, dst.number, (Operand) src, dst.masking, 1);
    put(immediate);
  }
}
