/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS and LESS_EQUAL, element by element with
 * broadcasting. Mirrors {@code micro/kernels/comparisons.cc}.
 *
 * <p>Tensors: input1 and input2 of one type; output BOOL, 0 or 1.
 */
public record Comparison(Kind kind, Broadcast broadcast, Numerics numerics) implements BinaryOp {
  /** The operator. */
  public enum Kind {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    GREATER_EQUAL,
    LESS,
    LESS_EQUAL
  }

  /** How the elements are compared. */
  public sealed interface Numerics {}

  /** FLOAT32. A comparison with NaN is false, but NOT_EQUAL is true. */
  public record Real() implements Numerics {}

  /**
   * INT32 and INT64, as they are. Also BOOL for EQUAL and NOT_EQUAL, where any byte but 0 is true.
   */
  public record Integers() implements Numerics {}

  /**
   * INT8, and INT16 for GREATER. The multipliers of the inputs are their scales, below 1, so real
   * values closer than {@code 2^-leftShift} may count as equal.
   *
   * <p>GREATER of INT16: TFLM computes this with parameters that it never sets. Here it does the
   * same with the parameters that INT16 asks for, a left shift of 15 in place of the 8 for INT8.
   */
  public record Quantized(InputScaling input1, InputScaling input2) implements Numerics {}

  @Override
  public String name() {
    return kind.name();
  }
}
