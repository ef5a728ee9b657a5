/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import java.util.List;

/**
 * CONCATENATION joins its inputs along an axis, PACK along a new one: {@code outerSize} times, the
 * next {@code copySizes[i]} elements of every input {@code i} in turn go to the output. Mirrors
 * {@code micro/kernels/concatenation.cc} and {@code pack.cc}.
 *
 * <p>Tensors: the inputs, at most 10 for CONCATENATION, and the output, all of one type.
 *
 * <p>Types: FLOAT32, INT8, INT16, INT32, INT64; CONCATENATION also BOOL. INT8 inputs of
 * CONCATENATION have the output's scale and zero point, INT16 ones the zero point 0.
 *
 * @param outerSize product of the dimensions in front of the axis
 * @param copySizes for each input, the product of its dimensions from the axis on (PACK: of those
 *     behind the axis), in elements
 */
public record Concatenation(Kind kind, int outerSize, List<Integer> copySizes) implements Op {
  /** Output: the joined inputs. Every input is a part, in this order. */
  public static final int OUTPUT = 0;

  /** The operators that join tensors. */
  public enum Kind {
    CONCATENATION,
    PACK
  }

  /** Copies the list. */
  public Concatenation {
    copySizes = List.copyOf(copySizes);
  }

  @Override
  public String name() {
    return kind.name();
  }
}
