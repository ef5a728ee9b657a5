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
 * <p>INT8: an element counts as {@code (input + inputOffset) * 2^20 * inputMultiplier}, sums are 32
 * bits wide and begin at {@code inputOffset * 2^20 * inputMultiplier}, not at 0 (as TFLM's do), and
 * the output is {@code sum * outputMultiplier + outputOffset}.
 *
 * @param axis counted from the front, or {@link #AXIS_AT_RUN_TIME}
 * @param exclusive true if an element is not part of its own sum
 * @param reverse true to sum from the end
 * @param inputOffset minus the input's zero point
 * @param outputOffset the output's zero point
 * @param inputMultiplier one half; zero for FLOAT32
 * @param outputMultiplier {@code 2 * inputScale / (2^20 * outputScale)}, less than 1; zero for
 *     FLOAT32
 */
public record CumSum(
    Shape shape,
    int axis,
    boolean exclusive,
    boolean reverse,
    int inputOffset,
    int outputOffset,
    QuantizedMultiplier inputMultiplier,
    QuantizedMultiplier outputMultiplier)
    implements Op {
  /** Value of {@link #axis} where it is read when the operator runs. */
  public static final int AXIS_AT_RUN_TIME = -1;

  /** Bits that INT8 elements are shifted to the left by before they are scaled. */
  public static final int LEFT_SHIFT = 20;

  @Override
  public String name() {
    return "CUMSUM";
  }
}
