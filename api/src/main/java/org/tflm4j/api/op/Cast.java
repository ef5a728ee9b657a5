/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * CAST: the same numbers in another type, whatever their quantization. Mirrors {@code
 * micro/kernels/cast.cc}.
 *
 * <p>Tensors: input and output with the same number of elements.
 *
 * <p>Types: from BOOL, INT8, INT16, INT32, UINT32, FLOAT32 to INT8, INT16, INT32, UINT32, FLOAT32.
 *
 * <p>A narrower integer keeps the low bits. A real number is truncated towards zero. C++ leaves it
 * undefined where the result does not fit. Here it is then the low bits of Java's conversion to
 * long (for UINT32) or int (for the other types). That saturates and makes 0 of NaN.
 */
public record Cast() implements UnaryOp {
  @Override
  public String name() {
    return "CAST";
  }
}
