/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * A general register of 64 bits. Instructions say in their name if they take less of it: {@code
 * mov32} writes the lower half and clears the upper one.
 */
public final class Gp64 extends Operand implements GeneralOperand {
  public static final Gp64 RAX = new Gp64(0);
  public static final Gp64 RCX = new Gp64(1);
  public static final Gp64 RDX = new Gp64(2);
  public static final Gp64 RBX = new Gp64(3);
  public static final Gp64 RSP = new Gp64(4);
  public static final Gp64 RBP = new Gp64(5);
  public static final Gp64 RSI = new Gp64(6);
  public static final Gp64 RDI = new Gp64(7);
  public static final Gp64 R8 = new Gp64(8);
  public static final Gp64 R9 = new Gp64(9);
  public static final Gp64 R10 = new Gp64(10);
  public static final Gp64 R11 = new Gp64(11);
  public static final Gp64 R12 = new Gp64(12);
  public static final Gp64 R13 = new Gp64(13);
  public static final Gp64 R14 = new Gp64(14);
  public static final Gp64 R15 = new Gp64(15);

  private static final Gp64[] ALL = {
    RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15
  };
  private static final String[] NAMES = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};

  private Gp64(int number) {
    super(number, 0, number >> 3, false);
  }

  /** Returns the register with a number from 0 to 15, in the order of the constants. */
  public static Gp64 of(int number) {
    return ALL[number];
  }

  /** Returns 0 to 15. */
  public int number() {
    return number;
  }

  @Override
  public String toString() {
    return "r" + (number < 8 ? NAMES[number] : number);
  }
}
