/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * DEQUANTIZE: quantized numbers to real ones. Mirrors {@code micro/kernels/dequantize.cc}.
 *
 * <p>Tensors: input and output FLOAT32 with the same number of elements.
 */
public record Dequantize(Numerics numerics) implements UnaryOp {
  /** How the elements are computed: by the type of the input. */
  public sealed interface Numerics {}

  /**
   * INT8, UINT8 or INT16 input: {@code output = inputScale * (input - inputZeroPoint)}, the product
   * in double precision.
   *
   * @param inputZeroPoint subtracted from every input
   */
  public record Quantized(float inputScale, int inputZeroPoint) implements Numerics {}

  @Override
  public String name() {
    return "DEQUANTIZE";
  }
}
