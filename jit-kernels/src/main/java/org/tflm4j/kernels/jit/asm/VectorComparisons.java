/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Comparisons, to vectors and to masks. */
public abstract sealed class VectorComparisons extends VectorLogic permits VectorFloats {
  VectorComparisons(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // To vectors: all bits of a lane are set or none. AVX2.

  public final void vpcmpeqb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F | FULL_MEM | 0x74, dst, a, b);
  }

  public final void vpcmpeqw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F | FULL_MEM | 0x75, dst, a, b);
  }

  public final void vpcmpeqd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F | FULL_MEM | 0x76, dst, a, b);
  }

  public final void vpcmpeqq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F38 | FULL_MEM | 0x29, dst, a, b);
  }

  public final void vpcmpgtb(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F | FULL_MEM | 0x64, dst, a, b);
  }

  public final void vpcmpgtw(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F | FULL_MEM | 0x65, dst, a, b);
  }

  public final void vpcmpgtd(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F | FULL_MEM | 0x66, dst, a, b);
  }

  public final void vpcmpgtq(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(VEX | P66 | M0F38 | FULL_MEM | 0x37, dst, a, b);
  }

  /** See {@link FloatPredicate} for the predicates. */
  public final void vcmpps(Vec dst, Vec a, VectorOperand b, int immediate) {
    regVvvvRm(VEX | M0F | FULL_MEM | 0xC2, dst, a, b, immediate);
  }

  // To masks. AVX-512.

  public final void vpcmpeqb(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F | FULL_MEM | 0x74, dst, a, b);
  }

  public final void vpcmpeqw(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F | FULL_MEM | 0x75, dst, a, b);
  }

  public final void vpcmpeqd(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F | FULL | 0x76, dst, a, b);
  }

  public final void vpcmpeqq(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x29, dst, a, b);
  }

  public final void vpcmpgtb(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F | FULL_MEM | 0x64, dst, a, b);
  }

  public final void vpcmpgtw(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F | FULL_MEM | 0x65, dst, a, b);
  }

  public final void vpcmpgtd(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F | FULL | 0x66, dst, a, b);
  }

  public final void vpcmpgtq(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F38 | EVEX_W1 | FULL | 0x37, dst, a, b);
  }

  /** See {@link IntegerPredicate} for the predicates. */
  public final void vpcmpb(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | P66 | M0F3A | FULL_MEM | 0x3F, dst, a, b, predicate);
  }

  public final void vpcmpub(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | P66 | M0F3A | FULL_MEM | 0x3E, dst, a, b, predicate);
  }

  public final void vpcmpw(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | FULL_MEM | 0x3F, dst, a, b, predicate);
  }

  public final void vpcmpuw(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | FULL_MEM | 0x3E, dst, a, b, predicate);
  }

  public final void vpcmpd(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | P66 | M0F3A | FULL | 0x1F, dst, a, b, predicate);
  }

  public final void vpcmpud(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | P66 | M0F3A | FULL | 0x1E, dst, a, b, predicate);
  }

  public final void vpcmpq(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | P66 | M0F3A | EVEX_W1 | FULL | 0x1F, dst, a, b, predicate);
  }

  /** See {@link FloatPredicate} for the predicates. */
  public final void vcmpps(Mask dst, Vec a, VectorOperand b, int predicate) {
    maskVvvvRm(EVEX | M0F | FULL | SAE | 0xC2, dst, a, b, predicate);
  }

  public final void vptestmb(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F38 | FULL_MEM | 0x26, dst, a, b);
  }

  public final void vptestmd(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | P66 | M0F38 | FULL | 0x27, dst, a, b);
  }

  public final void vptestnmb(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | PF3 | M0F38 | FULL_MEM | 0x26, dst, a, b);
  }

  public final void vptestnmd(Mask dst, Vec a, VectorOperand b) {
    maskVvvvRm(EVEX | PF3 | M0F38 | FULL | 0x27, dst, a, b);
  }
}
