/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * QUANTIZE: real numbers to quantized ones, or quantized ones to another scale and zero point.
 * Mirrors {@code micro/kernels/quantize_common.cc}.
 *
 * <p>Tensors: input and output with the same number of elements. The output is clamped to the range
 * of its type.
 *
 * <p>Types (input to output): FLOAT32 to INT8, INT16; INT8 to INT8, UINT8, INT16, INT32; UINT8 to
 * INT8; INT16 to INT8, INT16, INT32; INT32 to INT8, INT16.
 */
public record Quantize(Numerics numerics) implements UnaryOp {
  /** How the elements are computed: by the type of the input. */
  public sealed interface Numerics {
    /** Returns the zero point that is added to every output. */
    int outputZeroPoint();
  }

  /**
   * FLOAT32 input.
   *
   * @param outputScale the input is divided by it and rounded half away from zero
   */
  public record Real(float outputScale, int outputZeroPoint) implements Numerics {}

  /**
   * Quantized input.
   *
   * @param inputZeroPoint subtracted from every input
   * @param multiplier input scale over output scale
   */
  public record Quantized(int inputZeroPoint, QuantizedMultiplier multiplier, int outputZeroPoint)
      implements Numerics {}

  @Override
  public String name() {
    return "QUANTIZE";
  }
}
