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
 */
public record Pad(
    Kind kind, Shape inputShape, Shape outputShape, List<Integer> before, PadValue padValue)
    implements Op {
  /** Input to pad. */
  public static final int INPUT = 0;

  /** Input with the paddings. */
  public static final int PADDINGS = 1;

  /** Input with the pad value; may be absent. */
  public static final int PAD_VALUE = 2;

  /** Output: the padded input. */
  public static final int OUTPUT = 0;

  /** The operators that pad with one value; TFLM makes no difference between them. */
  public enum Kind {
    PAD,
    PADV2
  }

  /** Where the pad value comes from. */
  public sealed interface PadValue {}

  /** The pad value is the element of input {@link #PAD_VALUE}. */
  public record OperandValue() implements PadValue {}

  /**
   * The pad value is real zero.
   *
   * @param everyByte every byte of the pad value: the output's zero point for INT8, 0 for all other
   *     types
   */
  public record RealZero(byte everyByte) implements PadValue {}

  /** Copies the list. */
  public Pad {
    before = List.copyOf(before);
  }

  @Override
  public String name() {
    return kind.name();
  }
}
