/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * DEQUANTIZE: {@code output = scale * (input - zeroPoint)}, the product in double. Mirrors {@code
 * micro/kernels/dequantize.cc}.
 *
 * <p>Tensors: input INT8, UINT8 or INT16, output FLOAT32, with the same number of elements.
 *
 * @param scale the input's scale
 * @param zeroPoint the input's zero point
 */
public record Dequantize(float scale, int zeroPoint) implements Op {
  @Override
  public String name() {
    return "DEQUANTIZE";
  }
}
