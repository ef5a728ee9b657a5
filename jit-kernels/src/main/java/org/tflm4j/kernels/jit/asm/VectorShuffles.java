/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Packs, permutations, insertions and blends. */
public abstract sealed class VectorShuffles extends VectorConversions permits VectorIntegers {
  VectorShuffles(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Saturating packs and interleaving, within each 16 bytes.

  public final void vpackssdw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0x6B, dst, a, b);
  }

  public final void vpacksswb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x63, dst, a, b);
  }

  public final void vpackusdw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x2B, dst, a, b);
  }

  public final void vpackuswb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x67, dst, a, b);
  }

  public final void vpunpcklbw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x60, dst, a, b);
  }

  public final void vpunpcklwd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x61, dst, a, b);
  }

  public final void vpunpckldq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0x62, dst, a, b);
  }

  public final void vpunpcklqdq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | EVEX_W1 | FULL | 0x6C, dst, a, b);
  }

  public final void vpunpckhbw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x68, dst, a, b);
  }

  public final void vpunpckhwd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x69, dst, a, b);
  }

  public final void vpunpckhdq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0x6A, dst, a, b);
  }

  public final void vpunpckhqdq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | EVEX_W1 | FULL | 0x6D, dst, a, b);
  }

  // Permutations.

  public final void vpshufb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL_MEM | 0x00, dst, a, b);
  }

  public final void vpshufd(Vec dst, VectorOperand src, int immediate) {
    regRm(BOTH | P66 | M0F | FULL | 0x70, dst, src, immediate);
  }

  public final void vpshuflw(Vec dst, VectorOperand src, int immediate) {
    regRm(BOTH | PF2 | M0F | FULL_MEM | 0x70, dst, src, immediate);
  }

  public final void vpshufhw(Vec dst, VectorOperand src, int immediate) {
    regRm(BOTH | PF3 | M0F | FULL_MEM | 0x70, dst, src, immediate);
  }

  public final void vshufps(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(BOTH | M0F | FULL | 0xC6, dst, a, b, immediate);
  }

  /**
   * Byte i of {@code dst} is the byte of {@code b} that byte i of {@code a} numbers; AVX-512 VBMI.
   */
  public final void vpermb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL_MEM | 0x8D, dst, a, b);
  }

  public final void vpermw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL_MEM | 0x8D, dst, a, b);
  }

  /** Dword i of {@code dst} is the dword of {@code b} that dword i of {@code a} numbers. */
  public final void vpermd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x36, dst, a, b);
  }

  public final void vpermps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x16, dst, a, b);
  }

  public final void vpermq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x36, dst, a, b);
  }

  public final void vpermq(Vec dst, VectorOperand src, int immediate) {
    regRm(BOTH | P66 | M0F3A | W1 | FULL | 0x00, dst, src, immediate);
  }

  /**
   * Takes elements of {@code a} and {@code b} as {@code dst} numbers them, and overwrites it;
   * AVX-512 VBMI.
   */
  public final void vpermi2b(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL_MEM | 0x75, dst, a, b);
  }

  /**
   * Takes elements of {@code dst} and {@code b} as {@code a} numbers them, and overwrites {@code
   * dst}; AVX-512 VBMI.
   */
  public final void vpermt2b(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL_MEM | 0x7D, dst, a, b);
  }

  /** Takes elements of {@code a} and {@code b} as {@code dst} numbers them, and overwrites it. */
  public final void vpermi2w(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL_MEM | 0x75, dst, a, b);
  }

  /**
   * Takes elements of {@code dst} and {@code b} as {@code a} numbers them, and overwrites {@code
   * dst}.
   */
  public final void vpermt2w(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL_MEM | 0x7D, dst, a, b);
  }

  /** Takes elements of {@code a} and {@code b} as {@code dst} numbers them, and overwrites it. */
  public final void vpermi2d(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL | 0x76, dst, a, b);
  }

  /**
   * Takes elements of {@code dst} and {@code b} as {@code a} numbers them, and overwrites {@code
   * dst}.
   */
  public final void vpermt2d(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL | 0x7E, dst, a, b);
  }

  /** Takes elements of {@code a} and {@code b} as {@code dst} numbers them, and overwrites it. */
  public final void vpermi2q(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x76, dst, a, b);
  }

  /**
   * Takes elements of {@code dst} and {@code b} as {@code a} numbers them, and overwrites {@code
   * dst}.
   */
  public final void vpermt2q(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x7E, dst, a, b);
  }

  /** Takes elements of {@code a} and {@code b} as {@code dst} numbers them, and overwrites it. */
  public final void vpermi2ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL | 0x77, dst, a, b);
  }

  /**
   * Takes elements of {@code dst} and {@code b} as {@code a} numbers them, and overwrites {@code
   * dst}.
   */
  public final void vpermt2ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL | 0x7F, dst, a, b);
  }

  public final void vperm2i128(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(VEX | P66 | M0F3A | FULL_MEM | 0x46, dst, a, b, immediate);
  }

  public final void vpalignr(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(BOTH | P66 | M0F3A | FULL_MEM | 0x0F, dst, a, b, immediate);
  }

  public final void valignd(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | FULL | 0x03, dst, a, b, immediate);
  }

  public final void valignq(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | FULL | 0x03, dst, a, b, immediate);
  }

  public final void vshufi32x4(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | FULL | 0x43, dst, a, b, immediate);
  }

  public final void vshufi64x2(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | FULL | 0x43, dst, a, b, immediate);
  }

  /** Shifts each 16 bytes left by bytes. */
  public final void vpslldq(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x73, 7, dst, src, count);
  }

  /** Shifts each 16 bytes right by bytes. */
  public final void vpsrldq(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x73, 3, dst, src, count);
  }

  // Insertion and extraction of quarters and halves.

  public final void vinserti128(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(VEX | P66 | M0F3A | T16 | 0x38, dst, a, b, immediate);
  }

  public final void vinsertf128(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(VEX | P66 | M0F3A | T16 | 0x18, dst, a, b, immediate);
  }

  public final void vextracti128(VectorOperand dst, Vec src, int immediate) {
    rmReg(VEX | P66 | M0F3A | T16 | 0x39, dst, src, immediate);
  }

  public final void vextractf128(VectorOperand dst, Vec src, int immediate) {
    rmReg(VEX | P66 | M0F3A | T16 | 0x19, dst, src, immediate);
  }

  public final void vinserti32x4(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | T16 | 0x38, dst, a, b, immediate);
  }

  public final void vinserti64x4(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | T32 | 0x3A, dst, a, b, immediate);
  }

  public final void vextracti32x4(VectorOperand dst, Vec src, int immediate) {
    rmReg(EVEX | P66 | M0F3A | T16 | 0x39, dst, src, immediate);
  }

  public final void vextracti64x4(VectorOperand dst, Vec src, int immediate) {
    rmReg(EVEX | P66 | M0F3A | EVEX_W1 | T32 | 0x3B, dst, src, immediate);
  }

  public final void vinsertf32x4(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | T16 | 0x18, dst, a, b, immediate);
  }

  public final void vinsertf64x4(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | T32 | 0x1A, dst, a, b, immediate);
  }

  public final void vextractf32x4(VectorOperand dst, Vec src, int immediate) {
    rmReg(EVEX | P66 | M0F3A | T16 | 0x19, dst, src, immediate);
  }

  public final void vextractf64x4(VectorOperand dst, Vec src, int immediate) {
    rmReg(EVEX | P66 | M0F3A | EVEX_W1 | T32 | 0x1B, dst, src, immediate);
  }

  // Blends.

  public final void vpblendd(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(VEX | P66 | M0F3A | FULL_MEM | 0x02, dst, a, b, immediate);
  }

  public final void vblendps(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(VEX | P66 | M0F3A | FULL_MEM | 0x0C, dst, a, b, immediate);
  }

  public final void vpblendw(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(VEX | P66 | M0F3A | FULL_MEM | 0x0E, dst, a, b, immediate);
  }

  /** Takes the bytes of {@code b} where the sign bit in {@code mask} is set, else of {@code a}. */
  public final void vpblendvb(Vec dst, Vec a, VectorOperand b, Vec mask) {
    regVvvvRm(VEX | P66 | M0F3A | FULL_MEM | 0x4C, dst, a, b, mask.number << 4);
  }

  /** Takes the floats of {@code b} where the sign bit in {@code mask} is set, else of {@code a}. */
  public final void vblendvps(Vec dst, Vec a, VectorOperand b, Vec mask) {
    regVvvvRm(VEX | P66 | M0F3A | FULL_MEM | 0x4A, dst, a, b, mask.number << 4);
  }

  /** Takes {@code b} where the mask of {@code dst} is 1, else {@code a}. */
  public final void vpblendmb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL_MEM | 0x66, dst, a, b);
  }

  /** Takes {@code b} where the mask of {@code dst} is 1, else {@code a}. */
  public final void vpblendmw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL_MEM | 0x66, dst, a, b);
  }

  /** Takes {@code b} where the mask of {@code dst} is 1, else {@code a}. */
  public final void vpblendmd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL | 0x64, dst, a, b);
  }

  /** Takes {@code b} where the mask of {@code dst} is 1, else {@code a}. */
  public final void vpblendmq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x64, dst, a, b);
  }

  /** Takes {@code b} where the mask of {@code dst} is 1, else {@code a}. */
  public final void vblendmps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL | 0x65, dst, a, b);
  }
}
