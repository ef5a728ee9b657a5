/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Shape;

/**
 * CUMSUM: each output is the sum of the inputs up to its place along one axis. Mirrors {@code
 * micro/kernels/cumsum.cc} and {@code kernels/internal/reference/cumsum.h}.
 *
 * <p>Tensors: input FLOAT32 or INT8, rank at least 1; axis INT32, one element from -rank to rank -
 * 1, checked when the operator runs if it is no constant; output of the input's type and shape.
 *
 * @param axis counted from the front, or {@link #AXIS_AT_RUN_TIME}
 * @param exclusive true if an element is not part of its own sum
 * @param reverse true to sum from the end
 */
public record CumSum(Shape shape, int axis, boolean exclusive, boolean reverse, Numerics numerics)
    implements Op {
  /** Index of the input. */
  public static final int INPUT = 0;

  /** Index of the axis. */
  public static final int AXIS = 1;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  /** Value of {@link #axis} where it is read when the operator runs. */
  public static final int AXIS_AT_RUN_TIME = -1;

  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8. Sums have 32 bits. They begin with an input of 0 brought to the common scale, not with 0,
   * as TFLM's do.
   *
   * @param input for every element; the left shift is 20, the multiplier one half
   * @param outputMultiplier {@code 2 * inputScale / (2^20 * outputScale)}, less than 1
   * @param outputZeroPoint added to every scaled sum
   */
  public record Quantized(
      InputScaling input, QuantizedMultiplier outputMultiplier, int outputZeroPoint)
      implements Numerics {}

  @Override
  public String name() {
    return "CUMSUM";
  }
}
