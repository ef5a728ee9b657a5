/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * Operators on two tensors with broadcasting that need no parameters, whatever the type. Mirrors
 * {@code micro/kernels/maximum_minimum.cc}, {@code floor_div.cc}, {@code floor_mod.cc} and {@code
 * logical.cc}.
 *
 * <p>Tensors: input1, input2 and output, of one type.
 *
 * <ul>
 *   <li>MAXIMUM is {@code input1 > input2 ? input1 : input2}, MINIMUM with {@code <}: FLOAT32 (the
 *       second one where either is NaN), INT8, INT16, INT32, INT64. Quantized values are compared
 *       as they are, so the tensors are expected to share one quantization.
 *   <li>FLOOR_DIV: FLOAT32, the quotient in double precision, rounded down. A divisor of 0 is an
 *       error when it happens.
 *   <li>FLOOR_MOD: FLOAT32, the remainder with the sign of the divisor; NaN for a divisor of 0.
 *   <li>LOGICAL_AND, LOGICAL_OR: BOOL; any byte but 0 counts as true, the output is 0 or 1.
 * </ul>
 */
public record BinaryFunction(Kind kind, Broadcast broadcast) implements BinaryOp {
  /** The operator. */
  public enum Kind {
    MAXIMUM,
    MINIMUM,
    FLOOR_DIV,
    FLOOR_MOD,
    LOGICAL_AND,
    LOGICAL_OR
  }

  @Override
  public String name() {
    return kind.name();
  }
}
