/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Arithmetic on floats. */
public abstract sealed class VectorFloats extends VectorComparisons permits MaskInstructions {
  VectorFloats(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Arithmetic of packed floats.

  public final void vaddps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | ROUND | 0x58, dst, a, b);
  }

  public final void vmulps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | ROUND | 0x59, dst, a, b);
  }

  public final void vsubps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | ROUND | 0x5C, dst, a, b);
  }

  public final void vdivps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | ROUND | 0x5E, dst, a, b);
  }

  public final void vminps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | SAE | 0x5D, dst, a, b);
  }

  public final void vmaxps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | SAE | 0x5F, dst, a, b);
  }

  public final void vsqrtps(Vec dst, VectorOperand src) {
    regRm(BOTH | M0F | FULL | ROUND | 0x51, dst, src);
  }

  public final void vandps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | 0x54, dst, a, b);
  }

  public final void vandnps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | 0x55, dst, a, b);
  }

  public final void vorps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | 0x56, dst, a, b);
  }

  public final void vxorps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | M0F | FULL | 0x57, dst, a, b);
  }

  /**
   * Rounds to integers: {@code immediate} 0 to nearest even, 1 down, 2 up, 3 towards zero, plus 8
   * without the inexact exception.
   */
  public final void vroundps(Vec dst, VectorOperand src, int immediate) {
    regRm(VEX | P66 | M0F3A | FULL_MEM | 0x08, dst, src, immediate);
  }

  /** As {@link #vroundps} for immediates below 16. */
  public final void vrndscaleps(Vec dst, VectorOperand src, int immediate) {
    regRm(EVEX | P66 | M0F3A | FULL | SAE | 0x08, dst, src, immediate);
  }

  /** a * 2^floor(b). */
  public final void vscalefps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(EVEX | P66 | M0F38 | FULL | ROUND | 0x2C, dst, a, b);
  }

  // Arithmetic of one float; the others are those of the first source.

  public final void vaddss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | PF3 | M0F | T4 | ROUND | 0x58, dst, a, b);
  }

  public final void vmulss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | PF3 | M0F | T4 | ROUND | 0x59, dst, a, b);
  }

  public final void vsubss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | PF3 | M0F | T4 | ROUND | 0x5C, dst, a, b);
  }

  public final void vdivss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | PF3 | M0F | T4 | ROUND | 0x5E, dst, a, b);
  }

  public final void vminss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | PF3 | M0F | T4 | SAE | 0x5D, dst, a, b);
  }

  public final void vmaxss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | PF3 | M0F | T4 | SAE | 0x5F, dst, a, b);
  }

  public final void vsqrtss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | PF3 | M0F | T4 | ROUND | 0x51, dst, a, b);
  }

  /** Compares as unsigned integers would: see {@link Condition#B} and {@link Condition#A}. */
  public final void vucomiss(Vec a, VectorOperand b) {
    regRm(BOTH | M0F | T4 | SAE | 0x2E, a, b);
  }

  // Fused multiply-add: 132 is dst * b + a, 213 is dst * a + b, 231 is a * b + dst.

  public final void vfmadd132ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0x98, dst, a, b);
  }

  public final void vfmadd132ss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | T4 | ROUND | 0x99, dst, a, b);
  }

  public final void vfmadd213ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0xA8, dst, a, b);
  }

  public final void vfmadd213ss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | T4 | ROUND | 0xA9, dst, a, b);
  }

  public final void vfmadd231ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0xB8, dst, a, b);
  }

  public final void vfmadd231ss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | T4 | ROUND | 0xB9, dst, a, b);
  }

  public final void vfmsub132ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0x9A, dst, a, b);
  }

  public final void vfmsub213ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0xAA, dst, a, b);
  }

  public final void vfmsub231ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0xBA, dst, a, b);
  }

  public final void vfnmadd132ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0x9C, dst, a, b);
  }

  public final void vfnmadd132ss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | T4 | ROUND | 0x9D, dst, a, b);
  }

  public final void vfnmadd213ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0xAC, dst, a, b);
  }

  public final void vfnmadd213ss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | T4 | ROUND | 0xAD, dst, a, b);
  }

  public final void vfnmadd231ps(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | FULL | ROUND | 0xBC, dst, a, b);
  }

  public final void vfnmadd231ss(Vec dst, Vec a, VectorOperand b) {
    regVvvvRm(BOTH | P66 | M0F38 | T4 | ROUND | 0xBD, dst, a, b);
  }
}
