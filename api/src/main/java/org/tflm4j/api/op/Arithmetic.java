/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * ADD, SUB, MUL, DIV and SQUARED_DIFFERENCE: {@code output = activation(input1 op input2)}, element
 * by element with broadcasting. Mirrors {@code micro/kernels/add.cc}, {@code sub.cc}, {@code
 * mul.cc}, {@code div.cc} and {@code squared_difference.cc}.
 *
 * <p>Tensors: input1, input2 and output, of one type: FLOAT32, INT32, INT8, and (not DIV) INT16.
 *
 * <p>INT8 and INT16, with {@code x = input1 + input1Offset} and {@code y = input2 + input2Offset}:
 *
 * <ul>
 *   <li>ADD, SUB, SQUARED_DIFFERENCE: {@code x << leftShift} times input1Multiplier and {@code y <<
 *       leftShift} times input2Multiplier have a common scale; their sum, difference or squared
 *       difference times outputMultiplier plus outputOffset is the output.
 *   <li>MUL: {@code x * y} times outputMultiplier plus outputOffset.
 *   <li>DIV (INT8): the fixed-point reciprocal of y is multiplied with x normalised to 32 bits, the
 *       result times outputMultiplier, plus outputOffset. Where TFLM shifts by more bits than a
 *       word has, which is undefined, the mathematical result is taken.
 * </ul>
 *
 * <p>INT32 has no quantization; sums, differences and products wrap. Its ADD ignores the fused
 * activation function, as TFLM's does. A quotient is truncated. Division by zero of integers, which
 * is undefined in TFLM, is refused when it happens.
 *
 * @param scaling {@link ArithmeticScaling#NONE} for FLOAT32 and INT32
 * @param activation the range of the output; in full for SQUARED_DIFFERENCE
 */
public record Arithmetic(
    Kind kind, Broadcast broadcast, ArithmeticScaling scaling, Activation activation)
    implements Op {
  /** The operator. */
  public enum Kind {
    ADD,
    SUB,
    MUL,
    DIV,
    SQUARED_DIFFERENCE
  }

  @Override
  public String name() {
    return kind.name();
  }
}
