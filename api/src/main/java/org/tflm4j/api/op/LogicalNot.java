/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * LOGICAL_NOT: 1 for an element that is 0, 0 for any other. Mirrors {@code
 * micro/kernels/elementwise.cc}.
 *
 * <p>Tensors: input and output, BOOL, with the same number of elements.
 */
public record LogicalNot() implements UnaryOp {
  @Override
  public String name() {
    return "LOGICAL_NOT";
  }
}
