/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * RESHAPE, SQUEEZE and EXPAND_DIMS: the output holds the input's elements in the same order.
 * Mirrors {@code micro/kernels/reshape.cc}, {@code squeeze.cc} and {@code expand_dims.cc}.
 *
 * <p>Tensors: input, of any shape; for RESHAPE optionally the new shape, for EXPAND_DIMS the axis,
 * neither of which a kernel needs; output, of the same type and with as many elements. The output's
 * shape is the one that the model declares: RESHAPE's shape input and option are not consulted.
 *
 * <p>Types: EXPAND_DIMS takes FLOAT32, INT8 and INT16; the others take every type of a fixed size
 * that TFLM knows (INT4 stays packed).
 */
public record Reshape(Kind kind) implements Op {
  /** Input with the elements. */
  public static final int INPUT = 0;

  /** Input of RESHAPE with the new shape; may be absent. */
  public static final int SHAPE = 1;

  /** Input of EXPAND_DIMS with the axis. */
  public static final int AXIS = 1;

  /** Output: the same elements. */
  public static final int OUTPUT = 0;

  /** The operators that only change the shape. */
  public enum Kind {
    RESHAPE,
    SQUEEZE,
    EXPAND_DIMS
  }

  @Override
  public String name() {
    return kind.name();
  }
}
