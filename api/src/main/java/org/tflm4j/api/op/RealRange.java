/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * The range that a fused activation function clamps real outputs to.
 *
 * @param min smallest output
 * @param max largest output
 */
public record RealRange(float min, float max) {
  /** Returns {@code value} clamped to the range; NaN stays NaN. */
  public float clamp(float value) {
    return value < min ? min : value > max ? max : value;
  }
}
