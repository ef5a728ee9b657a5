/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

import static org.tflm4j.kernels.jit.asm.Encoding.*;

/** Instructions on the mask registers k0 to k7. */
public abstract sealed class MaskInstructions extends VectorFloats permits Assembler {
  MaskInstructions(InstructionSet instructionSet) {
    super(instructionSet);
  }

  // Moves.

  public final void kmovb(Mask dst, Mask src) {
    vector(VEX | P66 | M0F | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovb(Mask dst, Address src) {
    vector(VEX | P66 | M0F | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovb(Address dst, Mask src) {
    vector(VEX | P66 | M0F | 0x91, 16, src.number, 0, dst, 0, 0);
  }

  public final void kmovb(Mask dst, Gp64 src) {
    vector(VEX | P66 | M0F | 0x92, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovb(Gp64 dst, Mask src) {
    vector(VEX | P66 | M0F | 0x93, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovw(Mask dst, Mask src) {
    vector(VEX | M0F | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovw(Mask dst, Address src) {
    vector(VEX | M0F | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovw(Address dst, Mask src) {
    vector(VEX | M0F | 0x91, 16, src.number, 0, dst, 0, 0);
  }

  public final void kmovw(Mask dst, Gp64 src) {
    vector(VEX | M0F | 0x92, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovw(Gp64 dst, Mask src) {
    vector(VEX | M0F | 0x93, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovd(Mask dst, Mask src) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovd(Mask dst, Address src) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovd(Address dst, Mask src) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x91, 16, src.number, 0, dst, 0, 0);
  }

  public final void kmovd(Mask dst, Gp64 src) {
    vector(VEX | PF2 | M0F | 0x92, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovd(Gp64 dst, Mask src) {
    vector(VEX | PF2 | M0F | 0x93, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovq(Mask dst, Mask src) {
    vector(VEX | M0F | VEX_W1 | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovq(Mask dst, Address src) {
    vector(VEX | M0F | VEX_W1 | 0x90, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovq(Address dst, Mask src) {
    vector(VEX | M0F | VEX_W1 | 0x91, 16, src.number, 0, dst, 0, 0);
  }

  public final void kmovq(Mask dst, Gp64 src) {
    vector(VEX | PF2 | M0F | VEX_W1 | 0x92, 16, dst.number, 0, src, 0, 0);
  }

  public final void kmovq(Gp64 dst, Mask src) {
    vector(VEX | PF2 | M0F | VEX_W1 | 0x93, 16, dst.number, 0, src, 0, 0);
  }

  // Logic.

  public final void kandb(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | 0x41, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kandw(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | 0x41, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kandd(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x41, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kandq(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | VEX_W1 | 0x41, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kandnb(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | 0x42, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kandnw(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | 0x42, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kandnd(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x42, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kandnq(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | VEX_W1 | 0x42, 32, dst.number, a.number, b, 0, 0);
  }

  public final void korb(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | 0x45, 32, dst.number, a.number, b, 0, 0);
  }

  public final void korw(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | 0x45, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kord(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x45, 32, dst.number, a.number, b, 0, 0);
  }

  public final void korq(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | VEX_W1 | 0x45, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxnorb(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | 0x46, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxnorw(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | 0x46, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxnord(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x46, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxnorq(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | VEX_W1 | 0x46, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxorb(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | 0x47, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxorw(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | 0x47, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxord(Mask dst, Mask a, Mask b) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x47, 32, dst.number, a.number, b, 0, 0);
  }

  public final void kxorq(Mask dst, Mask a, Mask b) {
    vector(VEX | M0F | VEX_W1 | 0x47, 32, dst.number, a.number, b, 0, 0);
  }

  public final void knotb(Mask dst, Mask src) {
    vector(VEX | P66 | M0F | 0x44, 16, dst.number, 0, src, 0, 0);
  }

  public final void knotw(Mask dst, Mask src) {
    vector(VEX | M0F | 0x44, 16, dst.number, 0, src, 0, 0);
  }

  public final void knotd(Mask dst, Mask src) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x44, 16, dst.number, 0, src, 0, 0);
  }

  public final void knotq(Mask dst, Mask src) {
    vector(VEX | M0F | VEX_W1 | 0x44, 16, dst.number, 0, src, 0, 0);
  }

  /** Sets the zero flag if the OR is all zeros, the carry if it is all ones. */
  public final void kortestb(Mask a, Mask b) {
    vector(VEX | P66 | M0F | 0x98, 16, a.number, 0, b, 0, 0);
  }

  public final void kortestw(Mask a, Mask b) {
    vector(VEX | M0F | 0x98, 16, a.number, 0, b, 0, 0);
  }

  public final void kortestd(Mask a, Mask b) {
    vector(VEX | P66 | M0F | VEX_W1 | 0x98, 16, a.number, 0, b, 0, 0);
  }

  public final void kortestq(Mask a, Mask b) {
    vector(VEX | M0F | VEX_W1 | 0x98, 16, a.number, 0, b, 0, 0);
  }

  // Shifts.

  public final void kshiftrb(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | 0x30, 16, dst.number, 0, src, 0, 1);
    put(count);
  }

  public final void kshiftrw(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | VEX_W1 | 0x30, 16, dst.number, 0, src, 0, 1);
    put(count);
  }

  public final void kshiftrd(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | 0x31, 16, dst.number, 0, src, 0, 1);
    put(count);
  }

  public final void kshiftrq(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | VEX_W1 | 0x31, 16, dst.number, 0, src, 0, 1);
    put(count);
  }

  public final void kshiftlb(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | 0x32, 16, dst.number, 0, src, 0, 1);
    put(count);
  }

  public final void kshiftlw(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | VEX_W1 | 0x32, 16, dst.number, 0, src, 0, 1);
    put(count);
  }

  public final void kshiftld(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | 0x33, 16, dst.number, 0, src, 0, 1);
    put(count);
  }

  public final void kshiftlq(Mask dst, Mask src, int count) {
    vector(VEX | P66 | M0F3A | VEX_W1 | 0x33, 16, dst.number, 0, src, 0, 1);
    put(count);
  }
}
