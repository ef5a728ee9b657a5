/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * LEAKY_RELU: the element where it is above 0, {@code alpha} times the element elsewhere. Mirrors
 * {@code micro/kernels/leaky_relu.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, all INT8 or all INT16, with the same number of
 * elements.
 *
 * @param alpha for FLOAT32
 * @param inputOffset the input's zero point, subtracted from every input
 * @param outputOffset the output's zero point, added to every output
 * @param identityMultiplier input scale over output scale, for elements of at least 0; {@link
 *     QuantizedMultiplier#ZERO} for FLOAT32
 * @param alphaMultiplier that times alpha, for elements below 0; may be negative
 */
public record LeakyRelu(
    float alpha,
    int inputOffset,
    int outputOffset,
    QuantizedMultiplier identityMultiplier,
    QuantizedMultiplier alphaMultiplier)
    implements Op {
  @Override
  public String name() {
    return "LEAKY_RELU";
  }
}
