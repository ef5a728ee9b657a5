/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import java.util.List;

/**
 * SPLIT and SPLIT_V cut the input along an axis, UNPACK takes an axis apart: {@code outerSize}
 * times, the next {@code copySizes[i]} elements of the input go to every output {@code i} in turn.
 * Mirrors {@code micro/kernels/split.cc}, {@code split_v.cc} and {@code unpack.cc}.
 *
 * <p>Tensors: SPLIT has the axis as input 0 and the tensor to split as input 1; SPLIT_V the tensor,
 * the sizes (which TFLM does not read: the shapes of the outputs say them) and the axis; UNPACK the
 * tensor alone. All outputs have the tensor's type.
 *
 * <p>Types: FLOAT32, INT8, INT16, INT32.
 *
 * @param outerSize product of the dimensions in front of the axis
 * @param copySizes for each output, the product of its dimensions from the axis on (UNPACK: of
 *     those behind the axis), in elements
 */
public record Split(Kind kind, int outerSize, List<Integer> copySizes) implements Op {
  /** Input of SPLIT with the axis. */
  public static final int SPLIT_AXIS = 0;

  /** Input of SPLIT to take apart. */
  public static final int SPLIT_INPUT = 1;

  /** Input of SPLIT_V to take apart. */
  public static final int SPLIT_V_INPUT = 0;

  /** Input of SPLIT_V with the sizes of the parts. */
  public static final int SPLIT_V_SIZES = 1;

  /** Input of SPLIT_V with the axis. */
  public static final int SPLIT_V_AXIS = 2;

  /** Input of UNPACK to take apart. */
  public static final int UNPACK_INPUT = 0;

  /** The operators that take a tensor apart. Every output is a part, in this order. */
  public enum Kind {
    SPLIT(SPLIT_INPUT),
    SPLIT_V(SPLIT_V_INPUT),
    UNPACK(UNPACK_INPUT);

    private final int input;

    Kind(int input) {
      this.input = input;
    }

    /** Returns which input is the tensor to take apart. */
    public int input() {
      return input;
    }
  }

  /** Copies the list. */
  public Split {
    copySizes = List.copyOf(copySizes);
  }

  @Override
  public String name() {
    return kind.name();
  }
}
