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
 * <p>Axes that are no constant are read and checked when the operator runs, and so is the number of
 * output elements. TFLM checks neither; it writes as far as the axes lead.
 *
 * <p>Over an empty input MEAN and SUM of integers give 0 (the bytes). The others give the neutral
 * element: 0, the smallest or largest value (finite for FLOAT32), or true. A FLOAT32 MEAN gives
 * NaN.
 *
 * @param reducedAxes bit i is set if axis i is reduced; {@link #AXES_AT_RUN_TIME} if the axes are
 *     no constant
 */
public record Reduction(Kind kind, Shape inputShape, long reducedAxes, Numerics numerics)
    implements Op {
  /** Index of the input. */
  public static final int INPUT = 0;

  /** Index of the axes. */
  public static final int AXES = 1;

  /** Index of the output. */
  public static final int OUTPUT = 0;

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

  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /** REDUCE_MAX and REDUCE_MIN of INT8, and REDUCE_ALL: elements of one byte as they are. */
  public record Bytes() implements Numerics {}

  /**
   * MEAN and SUM of INT8 and INT16. MEAN divides the multiplier by the number of elements, see
   * {@code QuantizedMeanOrSum}.
   *
   * @param inputZeroPoint subtracted from every input
   * @param outputZeroPoint added to every output
   * @param multiplier scale of the input over scale of the output
   */
  public record QuantizedSum(
      int inputZeroPoint, int outputZeroPoint, QuantizedMultiplier multiplier)
      implements Numerics {}

  @Override
  public String name() {
    return kind.name();
  }
}
