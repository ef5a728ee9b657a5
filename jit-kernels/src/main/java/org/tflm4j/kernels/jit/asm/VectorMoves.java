/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/**
 * Loads, stores and broadcasts. Operands of all vector instructions stand in the order of Intel's
 * manual, the destination first; an instruction is encoded in VEX where its operands allow it, else
 * in EVEX.
 */
public abstract sealed class VectorMoves extends GeneralInstructions permits VectorConversions {
  VectorMoves(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Loads, stores and copies of whole vectors.

  /** Moves a vector: vmovdqu in VEX, vmovdqu32 in EVEX. */
  public final void vmovdqu(Vec dst, VectorOperand src) {
    regRm(BOTH | PF3 | M0F | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqu(Address dst, Vec src) {
    rmReg(BOTH | PF3 | M0F | FULL_MEM | 0x7F, dst, src);
  }

  /** Moves a vector whose address is a multiple of its width: vmovdqa in VEX, vmovdqa32 in EVEX. */
  public final void vmovdqa(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqa(Address dst, Vec src) {
    rmReg(BOTH | P66 | M0F | FULL_MEM | 0x7F, dst, src);
  }

  public final void vmovdqu8(Vec dst, VectorOperand src) {
    regRm(EVEX | PF2 | M0F | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqu8(Address dst, Vec src) {
    rmReg(EVEX | PF2 | M0F | FULL_MEM | 0x7F, dst, src);
  }

  public final void vmovdqu16(Vec dst, VectorOperand src) {
    regRm(EVEX | PF2 | M0F | EVEX_W1 | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqu16(Address dst, Vec src) {
    rmReg(EVEX | PF2 | M0F | EVEX_W1 | FULL_MEM | 0x7F, dst, src);
  }

  public final void vmovdqu32(Vec dst, VectorOperand src) {
    regRm(EVEX | PF3 | M0F | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqu32(Address dst, Vec src) {
    rmReg(EVEX | PF3 | M0F | FULL_MEM | 0x7F, dst, src);
  }

  public final void vmovdqu64(Vec dst, VectorOperand src) {
    regRm(EVEX | PF3 | M0F | EVEX_W1 | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqu64(Address dst, Vec src) {
    rmReg(EVEX | PF3 | M0F | EVEX_W1 | FULL_MEM | 0x7F, dst, src);
  }

  public final void vmovdqa32(Vec dst, VectorOperand src) {
    regRm(EVEX | P66 | M0F | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqa32(Address dst, Vec src) {
    rmReg(EVEX | P66 | M0F | FULL_MEM | 0x7F, dst, src);
  }

  public final void vmovdqa64(Vec dst, VectorOperand src) {
    regRm(EVEX | P66 | M0F | EVEX_W1 | FULL_MEM | 0x6F, dst, src);
  }

  public final void vmovdqa64(Address dst, Vec src) {
    rmReg(EVEX | P66 | M0F | EVEX_W1 | FULL_MEM | 0x7F, dst, src);
  }

  public final void vmovups(Vec dst, VectorOperand src) {
    regRm(BOTH | M0F | FULL_MEM | 0x10, dst, src);
  }

  public final void vmovups(Address dst, Vec src) {
    rmReg(BOTH | M0F | FULL_MEM | 0x11, dst, src);
  }

  public final void vmovaps(Vec dst, VectorOperand src) {
    regRm(BOTH | M0F | FULL_MEM | 0x28, dst, src);
  }

  public final void vmovaps(Address dst, Vec src) {
    rmReg(BOTH | M0F | FULL_MEM | 0x29, dst, src);
  }

  /** Loads the dwords whose sign bit in {@code mask} is set, the others become 0; AVX2. */
  public final void vpmaskmovd(Vec dst, Vec mask, Address src) {
    vector(VEX | P66 | M0F38 | 0x8C, dst.width, dst.number, mask.number, src, 0, 0);
  }

  /** Stores the dwords whose sign bit in {@code mask} is set; AVX2. */
  public final void vpmaskmovd(Address dst, Vec mask, Vec src) {
    vector(VEX | P66 | M0F38 | 0x8E, src.width, src.number, mask.number, dst, 0, 0);
  }

  // Single elements.

  public final void vmovd(Vec dst, Gp64 src) {
    vector(BOTH | P66 | M0F | T4 | 0x6E, dst.width, dst.number, 0, src, dst.masking, 0);
  }

  public final void vmovd(Vec dst, Address src) {
    regRm(BOTH | P66 | M0F | T4 | 0x6E, dst, src);
  }

  public final void vmovd(Gp64 dst, Vec src) {
    vector(BOTH | P66 | M0F | T4 | 0x7E, src.width, src.number, 0, dst, 0, 0);
  }

  public final void vmovd(Address dst, Vec src) {
    rmReg(BOTH | P66 | M0F | T4 | 0x7E, dst, src);
  }

  public final void vmovq(Vec dst, Gp64 src) {
    vector(BOTH | P66 | M0F | W1 | T8 | 0x6E, dst.width, dst.number, 0, src, dst.masking, 0);
  }

  /** Moves the lower 64 bits and clears the rest. */
  public final void vmovq(Vec dst, VectorOperand src) {
    // Loads have two encodings; as takes the one of general registers where EVEX is needed.
    boolean high = dst.number >= 16 && src instanceof Address;
    regRm(
        high ? EVEX | P66 | M0F | W1 | T8 | 0x6E : BOTH | PF3 | M0F | EVEX_W1 | T8 | 0x7E,
        dst,
        src);
  }

  public final void vmovq(Gp64 dst, Vec src) {
    vector(BOTH | P66 | M0F | W1 | T8 | 0x7E, src.width, src.number, 0, dst, 0, 0);
  }

  public final void vmovq(Address dst, Vec src) {
    boolean high = src.number >= 16;
    rmReg(high ? EVEX | P66 | M0F | W1 | T8 | 0x7E : VEX | P66 | M0F | T8 | 0xD6, dst, src);
  }

  public final void vmovss(Vec dst, Address src) {
    regRm(BOTH | PF3 | M0F | T4 | 0x10, dst, src);
  }

  public final void vmovss(Address dst, Vec src) {
    rmReg(BOTH | PF3 | M0F | T4 | 0x11, dst, src);
  }

  public final void vpextrb(VectorOperand dst, Vec src, int immediate) {
    rmReg(BOTH | P66 | M0F3A | T1 | 0x14, dst, src, immediate);
  }

  public final void vpextrw(VectorOperand dst, Vec src, int immediate) {
    rmReg(BOTH | P66 | M0F3A | T2 | 0x15, dst, src, immediate);
  }

  public final void vpextrd(VectorOperand dst, Vec src, int immediate) {
    rmReg(BOTH | P66 | M0F3A | T4 | 0x16, dst, src, immediate);
  }

  public final void vpextrq(VectorOperand dst, Vec src, int immediate) {
    rmReg(BOTH | P66 | M0F3A | W1 | T8 | 0x16, dst, src, immediate);
  }

  public final void vpextrd(Gp64 dst, Vec src, int immediate) {
    vector(BOTH | P66 | M0F3A | T4 | 0x16, src.width, src.number, 0, dst, 0, 1);
    put(immediate);
  }

  public final void vpinsrb(Vec dst, Vec a, Address b, int immediate) {
    regVvvvRm(BOTH | P66 | M0F3A | T1 | 0x20, dst, a, b, immediate);
  }

  public final void vpinsrw(Vec dst, Vec a, Address b, int immediate) {
    regVvvvRm(BOTH | P66 | M0F | T2 | 0xC4, dst, a, b, immediate);
  }

  public final void vpinsrd(Vec dst, Vec a, Address b, int immediate) {
    regVvvvRm(BOTH | P66 | M0F3A | T4 | 0x22, dst, a, b, immediate);
  }

  public final void vpinsrq(Vec dst, Vec a, Address b, int immediate) {
    regVvvvRm(BOTH | P66 | M0F3A | W1 | T8 | 0x22, dst, a, b, immediate);
  }

  /** Collects the sign bits of the bytes. */
  public final void vpmovmskb(Gp64 dst, Vec src) {
    vector(VEX | P66 | M0F | FULL_MEM | 0xD7, src.width, dst.number, 0, src, 0, 0);
  }

  /** Collects the sign bits of the floats. */
  public final void vmovmskps(Gp64 dst, Vec src) {
    vector(VEX | M0F | FULL_MEM | 0x50, src.width, dst.number, 0, src, 0, 0);
  }

  // Broadcasts.

  public final void vpbroadcastb(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | T1 | 0x78, dst, src);
  }

  public final void vpbroadcastw(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | T2 | 0x79, dst, src);
  }

  public final void vpbroadcastd(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | T4 | 0x58, dst, src);
  }

  public final void vpbroadcastq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | EVEX_W1 | T8 | 0x59, dst, src);
  }

  public final void vpbroadcastb(Vec dst, Gp64 src) {
    vector(EVEX | P66 | M0F38 | T1 | 0x7A, dst.width, dst.number, 0, src, dst.masking, 0);
  }

  public final void vpbroadcastw(Vec dst, Gp64 src) {
    vector(EVEX | P66 | M0F38 | T1 | 0x7B, dst.width, dst.number, 0, src, dst.masking, 0);
  }

  public final void vpbroadcastd(Vec dst, Gp64 src) {
    vector(EVEX | P66 | M0F38 | T1 | 0x7C, dst.width, dst.number, 0, src, dst.masking, 0);
  }

  public final void vpbroadcastq(Vec dst, Gp64 src) {
    vector(EVEX | P66 | M0F38 | EVEX_W1 | T1 | 0x7C, dst.width, dst.number, 0, src, dst.masking, 0);
  }

  public final void vbroadcastss(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | T4 | 0x18, dst, src);
  }

  public final void vbroadcasti128(Vec dst, Address src) {
    regRm(VEX | P66 | M0F38 | T16 | 0x5A, dst, src);
  }

  public final void vbroadcastf128(Vec dst, Address src) {
    regRm(VEX | P66 | M0F38 | T16 | 0x1A, dst, src);
  }

  public final void vbroadcasti32x4(Vec dst, Address src) {
    regRm(EVEX | P66 | M0F38 | T16 | 0x5A, dst, src);
  }

  public final void vbroadcastf32x4(Vec dst, Address src) {
    regRm(EVEX | P66 | M0F38 | T16 | 0x1A, dst, src);
  }

  public final void vbroadcasti64x4(Vec dst, Address src) {
    regRm(EVEX | P66 | M0F38 | EVEX_W1 | T32 | 0x5B, dst, src);
  }
}
