/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * FILL: every element of the output is the one value. Mirrors {@code micro/kernels/fill.cc}.
 *
 * <p>Tensors: the dimensions (a constant, equal to the output's shape); the value, a scalar;
 * output, of the value's type.
 *
 * <p>Types: FLOAT32, INT8, INT32.
 */
public record Fill() implements Op {
  /** Input with the output's dimensions. */
  public static final int DIMENSIONS = 0;

  /** Input with the value. */
  public static final int VALUE = 1;

  /** Output: the value, repeated. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "FILL";
  }
}
