/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * RELU6: the element clamped to the range of 0 to 6. Mirrors {@code micro/kernels/activations.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32, all INT8 or all INT16, with the same number of
 * elements. A quantized output has the scale and zero point of the input, whatever its own say.
 *
 * @param activation the range of the output
 */
public record Relu6(Activation activation) implements Op {
  @Override
  public String name() {
    return "RELU6";
  }
}
