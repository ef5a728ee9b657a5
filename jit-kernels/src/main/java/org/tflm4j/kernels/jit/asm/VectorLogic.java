/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Logic and shifts. */
public abstract sealed class VectorLogic extends VectorIntegers permits VectorComparisons {
  VectorLogic(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Logic on bits.

  /** AND: vpand in VEX, vpandd in EVEX, where masks and broadcasts are of dwords. */
  public final void vpand(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0xDB, dst, a, b);
  }

  public final void vpandq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F | EVEX_W1 | FULL | 0xDB, dst, a, b);
  }

  /**
   * AND of {@code b} with the complement of {@code a}: vpandn in VEX, vpandnd in EVEX, where masks
   * and broadcasts are of dwords.
   */
  public final void vpandn(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0xDF, dst, a, b);
  }

  public final void vpandnq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F | EVEX_W1 | FULL | 0xDF, dst, a, b);
  }

  /** OR: vpor in VEX, vpord in EVEX, where masks and broadcasts are of dwords. */
  public final void vpor(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0xEB, dst, a, b);
  }

  public final void vporq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F | EVEX_W1 | FULL | 0xEB, dst, a, b);
  }

  /** Exclusive OR: vpxor in VEX, vpxord in EVEX, where masks and broadcasts are of dwords. */
  public final void vpxor(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | FULL | 0xEF, dst, a, b);
  }

  public final void vpxorq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F | EVEX_W1 | FULL | 0xEF, dst, a, b);
  }

  /** Bit (dst * 4 + a * 2 + b) of {@code immediate}, for each bit. */
  public final void vpternlogd(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | FULL | 0x25, dst, a, b, immediate);
  }

  public final void vpternlogq(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | FULL | 0x25, dst, a, b, immediate);
  }

  /** Sets the zero flag if no bit is set in both, the carry if none is set in {@code b} alone. */
  public final void vptest(Vec a, VectorOperand b) {
    regRm(VEX | P66 | M0F38 | FULL_MEM | 0x17, a, b);
  }

  // Shifts by a constant.

  public final void vpsllw(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x71, 6, dst, src, count);
  }

  public final void vpslld(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL | 0x72, 6, dst, src, count);
  }

  public final void vpsllq(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | EVEX_W1 | FULL | 0x73, 6, dst, src, count);
  }

  public final void vpsrlw(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x71, 2, dst, src, count);
  }

  public final void vpsrld(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL | 0x72, 2, dst, src, count);
  }

  public final void vpsrlq(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | EVEX_W1 | FULL | 0x73, 2, dst, src, count);
  }

  public final void vpsraw(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL_MEM | 0x71, 4, dst, src, count);
  }

  public final void vpsrad(Vec dst, VectorOperand src, int count) {
    vvvvRm(BOTH | P66 | M0F | FULL | 0x72, 4, dst, src, count);
  }

  public final void vpsraq(Vec dst, VectorOperand src, int count) {
    vvvvRm(EVEX | P66 | M0F | EVEX_W1 | FULL | 0x72, 4, dst, src, count);
  }

  // Shifts of all lanes by the lower 64 bits of a register.

  public final void vpsllw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | T16 | 0xF1, dst, a, b);
  }

  public final void vpslld(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | T16 | 0xF2, dst, a, b);
  }

  public final void vpsllq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | EVEX_W1 | T16 | 0xF3, dst, a, b);
  }

  public final void vpsrlw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | T16 | 0xD1, dst, a, b);
  }

  public final void vpsrld(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | T16 | 0xD2, dst, a, b);
  }

  public final void vpsrlq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | EVEX_W1 | T16 | 0xD3, dst, a, b);
  }

  public final void vpsraw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | T16 | 0xE1, dst, a, b);
  }

  public final void vpsrad(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F | T16 | 0xE2, dst, a, b);
  }

  public final void vpsraq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F | EVEX_W1 | T16 | 0xE2, dst, a, b);
  }

  // Shifts of each lane by a count of its own.

  public final void vpsllvw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL_MEM | 0x12, dst, a, b);
  }

  public final void vpsllvd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x47, dst, a, b);
  }

  public final void vpsllvq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | W1 | FULL | 0x47, dst, a, b);
  }

  public final void vpsrlvw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL_MEM | 0x10, dst, a, b);
  }

  public final void vpsrlvd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x45, dst, a, b);
  }

  public final void vpsrlvq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | W1 | FULL | 0x45, dst, a, b);
  }

  public final void vpsravw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL_MEM | 0x11, dst, a, b);
  }

  public final void vpsravd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | 0x46, dst, a, b);
  }

  public final void vpsravq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x46, dst, a, b);
  }
}
