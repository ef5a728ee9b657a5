/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Arithmetic on lanes of integers. */
public abstract sealed class VectorIntegers extends VectorShuffles permits VectorLogic {
  VectorIntegers(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Sums and differences; s and us saturate.

  public final void vpaddb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xFC, dst, a, b);
  }

  public final void vpaddw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xFD, dst, a, b);
  }

  public final void vpaddd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0xFE, dst, a, b);
  }

  public final void vpaddq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | EVEX_W1 | FULL | 0xD4, dst, a, b);
  }

  public final void vpsubb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xF8, dst, a, b);
  }

  public final void vpsubw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xF9, dst, a, b);
  }

  public final void vpsubd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0xFA, dst, a, b);
  }

  public final void vpsubq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | EVEX_W1 | FULL | 0xFB, dst, a, b);
  }

  public final void vpaddsb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xEC, dst, a, b);
  }

  public final void vpaddsw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xED, dst, a, b);
  }

  public final void vpaddusb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xDC, dst, a, b);
  }

  public final void vpaddusw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xDD, dst, a, b);
  }

  public final void vpsubsb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xE8, dst, a, b);
  }

  public final void vpsubsw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xE9, dst, a, b);
  }

  public final void vpsubusb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xD8, dst, a, b);
  }

  public final void vpsubusw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xD9, dst, a, b);
  }

  public final void vpavgb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xE0, dst, a, b);
  }

  public final void vpavgw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xE3, dst, a, b);
  }

  /** Sums of the absolute differences of eight unsigned bytes, in each qword. */
  public final void vpsadbw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xF6, dst, a, b);
  }

  // Products.

  public final void vpmulld(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x40, dst, a, b);
  }

  public final void vpmullq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x40, dst, a, b);
  }

  /** Signed products of the even dwords, 64 bits each. */
  public final void vpmuldq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | EVEX_W1 | FULL | 0x28, dst, a, b);
  }

  /** Unsigned products of the even dwords, 64 bits each. */
  public final void vpmuludq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | EVEX_W1 | FULL | 0xF4, dst, a, b);
  }

  public final void vpmullw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xD5, dst, a, b);
  }

  public final void vpmulhw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xE5, dst, a, b);
  }

  public final void vpmulhuw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xE4, dst, a, b);
  }

  /** (a * b + 2^14) &gt;&gt; 15 of signed words. */
  public final void vpmulhrsw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL_MEM | 0x0B, dst, a, b);
  }

  /** Sum of two products of signed words, in each dword; exact but for four times -32768. */
  public final void vpmaddwd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xF5, dst, a, b);
  }

  // Dot products, added to dst; none of these saturates.

  /**
   * Adds to each dword the sum of four products of unsigned bytes of {@code a} and signed bytes of
   * {@code b}. In EVEX with {@link InstructionSet#AVX512}, else in VEX.
   */
  public final void vpdpbusd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | VNNI | P66 | M0F38 | FULL | 0x50, dst, a, b);
  }

  /**
   * Adds to each dword the sum of two products of signed words. In EVEX with {@link
   * InstructionSet#AVX512}, else in VEX.
   */
  public final void vpdpwssd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | VNNI | P66 | M0F38 | FULL | 0x52, dst, a, b);
  }

  /** Adds four products of signed bytes; AVX-VNNI-INT8. */
  public final void vpdpbssd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | VNNI | PF2 | M0F38 | FULL_MEM | 0x50, dst, a, b);
  }

  /**
   * Adds four products of signed bytes of {@code a} and unsigned bytes of {@code b}; AVX-VNNI-INT8.
   */
  public final void vpdpbsud(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | VNNI | PF3 | M0F38 | FULL_MEM | 0x50, dst, a, b);
  }

  // Smallest, largest, absolute values.

  public final void vpminsb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL_MEM | 0x38, dst, a, b);
  }

  public final void vpminsw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xEA, dst, a, b);
  }

  public final void vpminub(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xDA, dst, a, b);
  }

  public final void vpminuw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL_MEM | 0x3A, dst, a, b);
  }

  public final void vpmaxsb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL_MEM | 0x3C, dst, a, b);
  }

  public final void vpmaxsw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xEE, dst, a, b);
  }

  public final void vpmaxub(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL_MEM | 0xDE, dst, a, b);
  }

  public final void vpmaxuw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL_MEM | 0x3E, dst, a, b);
  }

  public final void vpminsd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x39, dst, a, b);
  }

  public final void vpminud(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x3B, dst, a, b);
  }

  public final void vpmaxsd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x3D, dst, a, b);
  }

  public final void vpmaxud(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x3F, dst, a, b);
  }

  public final void vpminsq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x39, dst, a, b);
  }

  public final void vpmaxsq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x3D, dst, a, b);
  }

  public final void vpabsb(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | FULL_MEM | 0x1C, dst, src);
  }

  public final void vpabsw(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | FULL_MEM | 0x1D, dst, src);
  }

  public final void vpabsd(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | FULL | 0x1E, dst, src);
  }

  public final void vpabsq(Vec dst, VectorOperand src) {
    regRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x1F, dst, src);
  }

  public final void vpsignb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F38 | FULL_MEM | 0x08, dst, a, b);
  }

  public final void vpsignw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F38 | FULL_MEM | 0x09, dst, a, b);
  }

  public final void vpsignd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F38 | FULL_MEM | 0x0A, dst, a, b);
  }
}
