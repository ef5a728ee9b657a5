/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS and LESS_EQUAL, element by element with
 * broadcasting. Mirrors {@code micro/kernels/comparisons.cc}.
 *
 * <p>Tensors: input1 and input2 of one type; output BOOL, 0 or 1. Types: FLOAT32 (a comparison with
 * what is not a number is false, NOT_EQUAL true), INT8, INT32, INT64; BOOL for EQUAL and NOT_EQUAL
 * (any byte but 0 is true); INT16 for GREATER.
 *
 * <p>INT8 and INT16 are compared as {@code (input1 + input1Offset) << leftShift} times
 * input1Multiplier with {@code (input2 + input2Offset) << leftShift} times input2Multiplier; the
 * multipliers are the scales themselves, below 1, so real values closer than {@code 2^-leftShift}
 * may count as equal. The other types are compared as they are.
 *
 * <p>GREATER of INT16: TFLM computes this with parameters that it never sets. Here it does the same
 * with the parameters that INT16 asks for, a left shift of 15 in place of the 8 for INT8.
 *
 * @param scaling the inputs' part of it, for INT8 and INT16; else {@link ArithmeticScaling#NONE}
 */
public record Comparison(Kind kind, Broadcast broadcast, ArithmeticScaling scaling) implements Op {
  /** The operator. */
  public enum Kind {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    GREATER_EQUAL,
    LESS,
    LESS_EQUAL
  }

  @Override
  public String name() {
    return kind.name();
  }
}
