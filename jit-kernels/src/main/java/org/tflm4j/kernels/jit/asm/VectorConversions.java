/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Conversions between types of lanes. */
public abstract sealed class VectorConversions extends VectorMoves permits VectorShuffles {
  VectorConversions(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Widening of integers.

  public final void vpmovsxbw(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | HALF_MEM | 0x20, dst, src);
  }

  public final void vpmovsxbd(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | QUARTER_MEM | 0x21, dst, src);
  }

  public final void vpmovsxbq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | EIGHTH_MEM | 0x22, dst, src);
  }

  public final void vpmovsxwd(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | HALF_MEM | 0x23, dst, src);
  }

  public final void vpmovsxwq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | QUARTER_MEM | 0x24, dst, src);
  }

  public final void vpmovsxdq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | HALF_MEM | 0x25, dst, src);
  }

  public final void vpmovzxbw(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | HALF_MEM | 0x30, dst, src);
  }

  public final void vpmovzxbd(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | QUARTER_MEM | 0x31, dst, src);
  }

  public final void vpmovzxbq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | EIGHTH_MEM | 0x32, dst, src);
  }

  public final void vpmovzxwd(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | HALF_MEM | 0x33, dst, src);
  }

  public final void vpmovzxwq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | QUARTER_MEM | 0x34, dst, src);
  }

  public final void vpmovzxdq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | HALF_MEM | 0x35, dst, src);
  }

  // Narrowing of integers: cut off, saturated from signed to signed, from unsigned to unsigned.

  public final void vpmovwb(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x30, dst, src);
  }

  public final void vpmovswb(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x20, dst, src);
  }

  public final void vpmovuswb(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x10, dst, src);
  }

  public final void vpmovdb(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | QUARTER_MEM | 0x31, dst, src);
  }

  public final void vpmovsdb(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | QUARTER_MEM | 0x21, dst, src);
  }

  public final void vpmovusdb(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | QUARTER_MEM | 0x11, dst, src);
  }

  public final void vpmovdw(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x33, dst, src);
  }

  public final void vpmovsdw(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x23, dst, src);
  }

  public final void vpmovusdw(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x13, dst, src);
  }

  public final void vpmovqd(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x35, dst, src);
  }

  public final void vpmovsqd(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x25, dst, src);
  }

  public final void vpmovusqd(VectorOperand dst, Vec src) {
    rmReg(EVEX | PF3 | M0F38 | HALF_MEM | 0x15, dst, src);
  }

  // Between integers and floats.

  public final void vcvtdq2ps(Vec dst, VectorOperand src) {
    regRm(BOTH | M0F | FULL | ROUND | 0x5B, dst, src);
  }

  /** Rounds as MXCSR says, unless told otherwise; INT_MIN where the result does not fit. */
  public final void vcvtps2dq(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F | FULL | ROUND | 0x5B, dst, src);
  }

  /** Rounds towards zero; INT_MIN where the result does not fit. */
  public final void vcvttps2dq(Vec dst, VectorOperand src) {
    regRm(BOTH | PF3 | M0F | FULL | SAE | 0x5B, dst, src);
  }

  public final void vcvtph2ps(Vec dst, VectorOperand src) {
    regRm(BOTH | P66 | M0F38 | HALF_MEM | SAE | 0x13, dst, src);
  }

  /** From the lower 32 bits of {@code b}. */
  public final void vcvtsi2ss(Vec dst, Vec a, Gp64 b) {
    vector(BOTH | PF3 | M0F | T4 | 0x2A, 16, dst.number, a.number, b, 0, 0);
  }

  /** To 32 bits. */
  public final void vcvtss2si(Gp64 dst, Vec src) {
    vector(BOTH | PF3 | M0F | T4 | ROUND | 0x2D, src.width, dst.number, 0, src, 0, 0);
  }

  /** To 32 bits, towards zero. */
  public final void vcvttss2si(Gp64 dst, Vec src) {
    vector(BOTH | PF3 | M0F | T4 | SAE | 0x2C, src.width, dst.number, 0, src, 0, 0);
  }

  // Between masks and vectors.

  public final void vpmovm2b(Vec dst, Mask src) {
    vector(EVEX | PF3 | M0F38 | 0x28, dst.width, dst.number, 0, src, 0, 0);
  }

  public final void vpmovm2w(Vec dst, Mask src) {
    vector(EVEX | PF3 | M0F38 | EVEX_W1 | 0x28, dst.width, dst.number, 0, src, 0, 0);
  }

  public final void vpmovm2d(Vec dst, Mask src) {
    vector(EVEX | PF3 | M0F38 | 0x38, dst.width, dst.number, 0, src, 0, 0);
  }

  public final void vpmovm2q(Vec dst, Mask src) {
    vector(EVEX | PF3 | M0F38 | EVEX_W1 | 0x38, dst.width, dst.number, 0, src, 0, 0);
  }

  public final void vpmovb2m(Mask dst, Vec src) {
    vector(EVEX | PF3 | M0F38 | FULL_MEM | 0x29, src.width, dst.number, 0, src, 0, 0);
  }

  public final void vpmovw2m(Mask dst, Vec src) {
    vector(EVEX | PF3 | M0F38 | EVEX_W1 | FULL_MEM | 0x29, src.width, dst.number, 0, src, 0, 0);
  }

  public final void vpmovd2m(Mask dst, Vec src) {
    vector(EVEX | PF3 | M0F38 | FULL_MEM | 0x39, src.width, dst.number, 0, src, 0, 0);
  }

  public final void vpmovq2m(Mask dst, Vec src) {
    vector(EVEX | PF3 | M0F38 | EVEX_W1 | FULL_MEM | 0x39, src.width, dst.number, 0, src, 0, 0);
  }
}
