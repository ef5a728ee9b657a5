/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * The range that a fused activation function clamps the output to.
 *
 * @param quantizedMin smallest quantized output; for integer types
 * @param quantizedMax largest quantized output; for integer types
 * @param floatMin smallest real output; for FLOAT32
 * @param floatMax largest real output; for FLOAT32
 */
public record Activation(int quantizedMin, int quantizedMax, float floatMin, float floatMax) {
  /** Returns the range of quantized outputs. */
  public IntegerRange integers() {
    return new IntegerRange(quantizedMin, quantizedMax);
  }

  /** Returns the range of real outputs. */
  public RealRange reals() {
    return new RealRange(floatMin, floatMax);
  }

  /** Returns {@code value} clamped to the quantized range. */
  public int clamp(int value) {
    return Math.min(Math.max(value, quantizedMin), quantizedMax);
  }

  /** Returns {@code value} clamped to the real range, NaN staying NaN. */
  public float clamp(float value) {
    return value < floatMin ? floatMin : value > floatMax ? floatMax : value;
  }
}
