/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.jit.asm;

/** Predicates of vpcmpb, vpcmpd and the like: what must hold for a and b. */
public final class IntegerPredicate {
  public static final int EQ = 0;
  public static final int LT = 1;
  public static final int LE = 2;
  public static final int NE = 4;
  public static final int GE = 5;
  public static final int GT = 6;

  private IntegerPredicate() {}
}
