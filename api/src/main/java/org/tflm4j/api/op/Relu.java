/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * RELU: the element where it is above 0, 0 elsewhere. Mirrors {@code micro/kernels/activations.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, all INT8 or all INT16 with zero points 0, with the
 * same number of elements.
 */
public record Relu(Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8 and INT16.
   *
   * @param inputZeroPoint subtracted from every input
   * @param multiplier input scale over output scale
   * @param outputZeroPoint added to every output
   * @param activation the range of the output
   */
  public record Quantized(
      int inputZeroPoint,
      QuantizedMultiplier multiplier,
      int outputZeroPoint,
      IntegerRange activation)
      implements Numerics {}

  @Override
  public String name() {
    return "RELU";
  }
}
