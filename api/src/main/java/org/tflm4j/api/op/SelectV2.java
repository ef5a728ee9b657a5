/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * SELECT_V2: {@code output = condition ? x : y}, element by element with broadcasting. Mirrors
 * {@code micro/kernels/select.cc}.
 *
 * <p>Tensors: condition BOOL (any byte but 0 is true); x, y and output of one type: FLOAT32, INT8
 * or INT16. Values are copied as they are.
 *
 * @param broadcast input 0 is the condition, input 1 is x, input 2 is y
 * @param elementBytes size of an element of x, y and output
 */
public record SelectV2(Broadcast broadcast, int elementBytes) implements Op {
  /** Index of the condition. */
  public static final int CONDITION = 0;

  /** Index of the values where the condition is true. */
  public static final int X = 1;

  /** Index of the values where the condition is false. */
  public static final int Y = 2;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "SELECT_V2";
  }
}
