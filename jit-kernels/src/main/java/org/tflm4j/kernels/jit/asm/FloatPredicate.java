/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/**
 * Predicates of vcmpps: what must hold for a and b. All are quiet; all but {@link #NE} and {@link
 * #UNORDERED} are false if one of the two is a NaN.
 */
public final class FloatPredicate {
  public static final int EQ = 0;
  public static final int UNORDERED = 3;
  public static final int NE = 4;
  public static final int ORDERED = 7;
  public static final int LT = 0x11;
  public static final int LE = 0x12;
  public static final int GE = 0x1D;
  public static final int GT = 0x1E;

  private FloatPredicate() {}
}
