/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * A vector register: xmm (16 bytes), ymm (32) or zmm (64), 0 to 31, with an optional mask where it
 * is a destination and an optional rounding where it is the last source. What the assembler's text
 * has in braces hangs at the operand here too: {@code zmm1{k1}{z}} is {@code zmm(1).zeroed(K1)},
 * {@code zmm3, {rn-sae}} is {@code zmm(3).rounded(NEAREST)}.
 */
public final class Vec extends Operand implements VectorOperand {
  private static final Vec[] XMM = registers(16);
  private static final Vec[] YMM = registers(32);
  private static final Vec[] ZMM = registers(64);

  /** Width in bytes. */
  final int width;

  /** Null unless the instruction rounds as told here. */
  final Rounding rounding;

  private Vec(int width, int number, int masking, Rounding rounding) {
    super(number, masking, number >> 3, number >= 16 || rounding != null);
    this.width = width;
    this.rounding = rounding;
  }

  private static Vec[] registers(int width) {
    Vec[] registers = new Vec[32];
    for (int i = 0; i < registers.length; i++) {
      registers[i] = new Vec(width, i, 0, null);
    }
    return registers;
  }

  public static Vec xmm(int number) {
    return XMM[number];
  }

  public static Vec ymm(int number) {
    return YMM[number];
  }

  public static Vec zmm(int number) {
    return ZMM[number];
  }

  /**
   * Returns a register of a given width.
   *
   * @param width 16, 32 or 64 bytes
   * @param number 0 to 31; 16 and above need AVX-512
   */
  public static Vec of(int width, int number) {
    return switch (width) {
      case 16 -> XMM[number];
      case 32 -> YMM[number];
      case 64 -> ZMM[number];
      default -> throw new IllegalArgumentException("no register has " + width + " bytes");
    };
  }

  /** Returns the width in bytes: 16, 32 or 64. */
  public int width() {
    return width;
  }

  /** Returns 0 to 31. */
  public int number() {
    return number;
  }

  /** Returns the lower 16 bytes of this register. */
  public Vec xmm() {
    return XMM[number];
  }

  /** Returns the lower 32 bytes of this register. */
  public Vec ymm() {
    return YMM[number];
  }

  /** Returns the whole register. */
  public Vec zmm() {
    return ZMM[number];
  }

  /** Returns this destination; lanes whose bit in {@code mask} is 0 keep what they hold. */
  public Vec masked(Mask mask) {
    return new Vec(width, number, mask.asMasking(), rounding);
  }

  /** Returns this destination; lanes whose bit in {@code mask} is 0 become 0. */
  public Vec zeroed(Mask mask) {
    return new Vec(width, number, mask.asMasking() | ZEROING, rounding);
  }

  /** Returns this last source, with the rounding of the instruction. */
  public Vec rounded(Rounding mode) {
    return new Vec(width, number, masking, mode);
  }

  @Override
  public String toString() {
    String name = (width == 16 ? "xmm" : width == 32 ? "ymm" : "zmm") + number;
    if ((masking & ~ZEROING) != 0) {
      name += "{k" + (masking & ~ZEROING) + "}" + ((masking & ZEROING) == 0 ? "" : "{z}");
    }
    return rounding == null ? name : name + ", {" + rounding.text + "}";
  }
}
