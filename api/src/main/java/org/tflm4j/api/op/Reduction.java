/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.Shape;

/**
 * MEAN, SUM, REDUCE_MAX, REDUCE_MIN and REDUCE_ALL: one output for all input elements that differ
 * only in their place along the reduced axes. Mirrors {@code micro/kernels/reduce_common.cc} and
 * {@code kernels/internal/reference/reduce.h}.
 *
 * <p>Tensors: input of any shape up to rank {@link #MAX_RANK}; axes, INT32, from -rank to rank - 1,
 * repetitions allowed; output with as many elements as the axes that are kept have, in row-major
 * order.
 *
 * <p>Types (input and output): MEAN and SUM FLOAT32, INT8, INT16; REDUCE_MAX and REDUCE_MIN
 * FLOAT32, INT8, both tensors quantized the same; REDUCE_ALL BOOL.
 *
 * <p>Axes that are no constant are read when the operator runs: they are checked there, and so is
 * the number of output elements. TFLM checks neither; it writes as far as the axes lead. Over an
 * empty input MEAN and SUM of integers give 0 (the bytes), the others the element that is neutral:
 * 0, the smallest or largest value (finite for FLOAT32), or true; a FLOAT32 MEAN gives NaN.
 *
 * @param reducedAxes bit i is set if axis i is reduced; {@link #AXES_AT_RUN_TIME} if the axes are
 *     no constant
 * @param inputZeroPoint zero point of the input; for MEAN and SUM of integers
 * @param outputZeroPoint zero point of the output; for MEAN and SUM of integers
 * @param multiplier scale of the input over scale of the output, for MEAN and SUM of integers, zero
 *     otherwise; MEAN divides it by the number of elements, see {@code QuantizedMeanOrSum}
 */
public record Reduction(
    Kind kind,
    Shape inputShape,
    long reducedAxes,
    int inputZeroPoint,
    int outputZeroPoint,
    QuantizedMultiplier multiplier)
    implements Op {
  /** The largest rank of an input; a bit for each axis fits {@link #reducedAxes}. */
  public static final int MAX_RANK = 63;

  /** Value of {@link #reducedAxes} where the axes are read when the operator runs. */
  public static final long AXES_AT_RUN_TIME = -1;

  /** The operator. */
  public enum Kind {
    MEAN,
    SUM,
    REDUCE_MAX,
    REDUCE_MIN,
    REDUCE_ALL
  }

  @Override
  public String name() {
    return kind.name();
  }
}
