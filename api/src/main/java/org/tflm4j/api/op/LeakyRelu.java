/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * LEAKY_RELU: the element where it is above 0, {@code alpha} times the element elsewhere. Mirrors
 * {@code micro/kernels/leaky_relu.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, all INT8 or all INT16, with the same number of
 * elements.
 */
public record LeakyRelu(Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /**
   * FLOAT32.
   *
   * @param alpha the factor of elements that are not above 0
   */
  public record Real(float alpha) implements Numerics {}

  /**
   * INT8 and INT16.
   *
   * @param inputZeroPoint subtracted from every input
   * @param outputZeroPoint added to every output
   * @param identityMultiplier input scale over output scale, for elements of at least 0
   * @param alphaMultiplier that times alpha, for elements below 0; may be negative
   */
  public record Quantized(
      int inputZeroPoint,
      int outputZeroPoint,
      QuantizedMultiplier identityMultiplier,
      QuantizedMultiplier alphaMultiplier)
      implements Numerics {}

  @Override
  public String name() {
    return "LEAKY_RELU";
  }
}
