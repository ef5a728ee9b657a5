/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * ADD, SUB, MUL, DIV and SQUARED_DIFFERENCE: {@code output = activation(input1 op input2)}, element
 * by element with broadcasting. Mirrors {@code micro/kernels/add.cc}, {@code sub.cc}, {@code
 * mul.cc}, {@code div.cc} and {@code squared_difference.cc}.
 *
 * <p>Tensors: input1, input2 and output, of one type: FLOAT32, INT32, INT8, and (not DIV) INT16.
 *
 * <p>SQUARED_DIFFERENCE has no activation: the range of its output is that of the type.
 */
public record Arithmetic(Kind kind, Broadcast broadcast, Numerics numerics) implements BinaryOp {
  /** The operator. */
  public enum Kind {
    ADD,
    SUB,
    MUL,
    DIV,
    SQUARED_DIFFERENCE
  }

  /** How the elements are computed. */
  public sealed interface Numerics {}

  /**
   * FLOAT32.
   *
   * @param activation the range of the output
   */
  public record Real(RealRange activation) implements Numerics {}

  /**
   * INT32, which has no quantization. Sums, differences and products wrap. A quotient is truncated.
   * ADD ignores the fused activation function, as TFLM's does. Division by zero, which is undefined
   * in TFLM, is an error.
   *
   * @param activation the range of the output
   */
  public record Integers(IntegerRange activation) implements Numerics {}

  /**
   * ADD, SUB and SQUARED_DIFFERENCE of INT8 and INT16. Both inputs are brought to a common scale.
   * Their sum, difference or squared difference is brought to that of the output.
   */
  public record CommonScale(InputScaling input1, InputScaling input2, OutputScaling output)
      implements Numerics {}

  /**
   * MUL of INT8 and INT16, and DIV of INT8, which need no common scale. With {@code x = input1 -
   * input1ZeroPoint} and {@code y = input2 - input2ZeroPoint}:
   *
   * <ul>
   *   <li>MUL: {@code x * y} is brought to the scale of the output.
   *   <li>DIV: the fixed-point reciprocal of y is multiplied by x normalised to 32 bits. The result
   *       is brought to the scale of the output. Where TFLM shifts by more bits than a word has,
   *       which is undefined, the mathematical result is taken. Division by zero is an error.
   * </ul>
   */
  public record Product(int input1ZeroPoint, int input2ZeroPoint, OutputScaling output)
      implements Numerics {}

  @Override
  public String name() {
    return kind.name();
  }
}
