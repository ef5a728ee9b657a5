/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * RELU6: the element clamped to the range of 0 to 6. Mirrors {@code micro/kernels/activations.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, all INT8 or all INT16, with the same number of
 * elements. A quantized output has the scale and zero point of the input, whatever its own say.
 */
public record Relu6(Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8 and INT16.
   *
   * @param activation the range of the output
   */
  public record Quantized(IntegerRange activation) implements Numerics {}

  @Override
  public String name() {
    return "RELU6";
  }
}
