/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * RELU: the element where it is above 0, 0 elsewhere. Mirrors {@code micro/kernels/activations.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, all INT8 or all INT16 with zero points 0, with the
 * same number of elements.
 *
 * @param inputOffset the input's zero point, subtracted from every input
 * @param multiplier input scale over output scale; {@link QuantizedMultiplier#ZERO} for FLOAT32
 * @param outputOffset the output's zero point, added to every output
 * @param activation the range of the output
 */
public record Relu(
    int inputOffset, QuantizedMultiplier multiplier, int outputOffset, Activation activation)
    implements Op {
  @Override
  public String name() {
    return "RELU";
  }
}
