/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * The range that a fused activation function clamps quantized outputs to, as quantized values. It
 * lies within the range of the output's type. Where a zero point lies far outside the type's range,
 * the range may be empty, {@code min > max}; every output is {@code max} then, as in TFLM.
 *
 * @param min smallest output
 * @param max largest output
 */
public record IntegerRange(int min, int max) {
  /** Returns {@code value} clamped to the range. */
  public int clamp(int value) {
    return Math.min(Math.max(value, min), max);
  }
}
