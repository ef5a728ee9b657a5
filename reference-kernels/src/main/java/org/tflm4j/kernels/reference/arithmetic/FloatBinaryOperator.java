/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.arithmetic;

/** A function of two floats. */
@FunctionalInterface
interface FloatBinaryOperator {
  float apply(float a, float b);
}
