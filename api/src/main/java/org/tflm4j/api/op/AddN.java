/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * ADD_N: the sum of two or more tensors, element by element, added in their order. Mirrors {@code
 * micro/kernels/add_n.cc}.
 *
 * <p>Tensors: inputs and output, of one shape and type: FLOAT32 or INT8.
 *
 * @param inputs number of inputs, at least 2
 * @param elementCount elements of each tensor
 */
public record AddN(int inputs, int elementCount, Numerics numerics) implements Op {
  /** Index of the first input; the others follow. */
  public static final int INPUT0 = 0;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8. All inputs share one quantization. The sum begins with an input of 0 brought to the
   * common scale, as TFLM's does. It wraps, which takes at least 16 inputs.
   *
   * @param input for every input
   * @param output its activation is the full range of INT8
   */
  public record Quantized(InputScaling input, OutputScaling output) implements Numerics {}

  @Override
  public String name() {
    return "ADD_N";
  }
}
