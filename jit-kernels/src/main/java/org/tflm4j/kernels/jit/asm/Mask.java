/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** A mask register, k0 to k7. As the mask of a destination k0 cannot be named. */
public final class Mask extends Operand {
  public static final Mask K0 = new Mask(0, 0);
  public static final Mask K1 = new Mask(1, 0);
  public static final Mask K2 = new Mask(2, 0);
  public static final Mask K3 = new Mask(3, 0);
  public static final Mask K4 = new Mask(4, 0);
  public static final Mask K5 = new Mask(5, 0);
  public static final Mask K6 = new Mask(6, 0);
  public static final Mask K7 = new Mask(7, 0);

  private static final Mask[] ALL = {K0, K1, K2, K3, K4, K5, K6, K7};

  private Mask(int number, int masking) {
    super(number, masking, 0, false);
  }

  /** Returns the register with a number from 0 to 7. */
  public static Mask k(int number) {
    return ALL[number];
  }

  /** Returns 0 to 7. */
  public int number() {
    return number;
  }

  /** Returns this destination of a comparison; lanes whose bit in {@code mask} is 0 become 0. */
  public Mask masked(Mask mask) {
    return new Mask(number, mask.asMasking());
  }

  /** Returns the field aaa of EVEX. */
  int asMasking() {
    if (number == 0) {
      throw new IllegalArgumentException("k0 cannot mask, it means no mask");
    }
    return number;
  }

  @Override
  public String toString() {
    return "k" + number + (masking == 0 ? "" : "{k" + masking + "}");
  }
}
