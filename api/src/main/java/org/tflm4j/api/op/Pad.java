/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import java.util.List;
import org.tflm4j.api.tensor.Shape;

/**
 * PAD and PADV2: the input lies inside the output, {@code before[i]} elements from its start along
 * dimension {@code i}; all other elements are the pad value. Mirrors {@code micro/kernels/pad.cc}.
 *
 * <p>Tensors: input, of rank 5 at most; the paddings (a constant); optionally the pad value, one
 * element; output, of the input's rank. All but the paddings are of one type.
 *
 * <p>Types: FLOAT32, INT8, INT16, INT32.
 *
 * @param before elements of padding in front of the input, at least 0, one for each dimension
 * @param padValue the pad value where there is no tensor for it: the output's zero point for INT8,
 *     0 for all other types
 */
public record Pad(
    Kind kind, Shape inputShape, Shape outputShape, List<Integer> before, int padValue)
    implements Op {
  /** The operators that pad with one value; TFLM makes no difference between them. */
  public enum Kind {
    PAD,
    PADV2
  }

  /** Copies the list. */
  public Pad {
    before = List.copyOf(before);
  }

  @Override
  public String name() {
    return kind.name();
  }
}
