/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * A function of every element of a FLOAT32 tensor. Mirrors {@code micro/kernels/elementwise.cc},
 * {@code ceil.cc}, {@code floor.cc}, {@code round.cc}, {@code exp.cc} and {@code neg.cc}.
 *
 * <p>Tensors: input and output, FLOAT32, with the same number of elements.
 */
public record UnaryMath(Kind kind) implements UnaryOp {
  /** Which function. */
  public enum Kind {
    /** The smallest integer that is not below. */
    CEIL,
    /** The largest integer that is not above. */
    FLOOR,
    /** The nearest integer, the even one of two. */
    ROUND,
    /** The product with itself. */
    SQUARE,
    /** The sine. */
    SIN,
    /** The cosine. */
    COS,
    /** e to the power of the element. */
    EXP,
    /** The natural logarithm. */
    LOG,
    /** The square root. */
    SQRT,
    /** The element with its sign changed. */
    NEG
  }

  @Override
  public String name() {
    return kind.name();
  }
}
