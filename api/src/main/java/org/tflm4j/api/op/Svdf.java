/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * SVDF: a dense layer over a sliding window of time. Its weights are factored into a filter over
 * the features of the input and one over time. Every invocation shifts the state of each filter by
 * one step, appends {@code featureWeights[f] . input}, and writes {@code activation(bias[u] + sum
 * of (timeWeights[f] . state[f]) over the rank filters f of unit u)}. Mirrors {@code
 * micro/kernels/svdf_common.cc}.
 *
 * <p>Tensors: input [batches, inputDepth]; featureWeights [units * rank, inputDepth]; timeWeights
 * [units * rank, memory]; bias [units]; state [batches, units * rank * memory], a variable, oldest
 * step first; output [batches, units].
 *
 * <p>Types: see {@link Numerics}.
 *
 * <p>The format lets the bias be absent. TFLM dereferences it all the same, so it is required here.
 *
 * @param batches rows of the input, each with a state of its own
 * @param inputDepth features of a row
 * @param units outputs of a row
 * @param rank filters per unit
 * @param memory steps of time that the state holds
 */
public record Svdf(int batches, int inputDepth, int units, int rank, int memory, Numerics numerics)
    implements Op {
  /** Input: the features. */
  public static final int INPUT = 0;

  /** Input: the filters over the features. */
  public static final int FEATURE_WEIGHTS = 1;

  /** Input: the filters over time. */
  public static final int TIME_WEIGHTS = 2;

  /** Input: the bias of each unit. */
  public static final int BIAS = 3;

  /** Input: the state, which the operator updates. */
  public static final int STATE = 4;

  /** Output: the units. */
  public static final int OUTPUT = 0;

  /** The arithmetic. */
  public sealed interface Numerics {}

  /** All tensors are FLOAT32. */
  public record Real(FloatActivation activation) implements Numerics {}

  /**
   * Input and output are INT8, feature weights INT8, the bias INT32; time weights and state are
   * both INT16 or both INT8. Feature dot products are scaled, clamped to the state's type and
   * offset by its zero point. TFLM applies no activation function here: the output is clamped to
   * INT8.
   *
   * @param inputZeroPoint subtracted from every input element
   * @param stateZeroPoint the state's zero point, subtracted before the dot product over time
   * @param outputZeroPoint added to the scaled output
   * @param featureMultiplier from feature dot products to the state
   * @param outputMultiplier from sums of time dot products to the output
   * @param int16State true for INT16 time weights and state, false for INT8
   */
  public record Quantized(
      int inputZeroPoint,
      int stateZeroPoint,
      int outputZeroPoint,
      QuantizedMultiplier featureMultiplier,
      QuantizedMultiplier outputMultiplier,
      boolean int16State)
      implements Numerics {}

  /** The activation functions of the format on real numbers, in the order of their codes. */
  public enum FloatActivation {
    NONE,
    RELU,
    RELU_N1_TO_1,
    RELU6,
    TANH,
    /** 1 for negative numbers, negative zero among them, and 0 for others. */
    SIGN_BIT;

    /**
     * Returns the function's value. C's {@code fmin} and {@code fmax}, which TFLM uses here, prefer
     * any number to NaN.
     */
    public float apply(float x) {
      return switch (this) {
        case NONE -> x;
        case RELU -> x > 0 ? x : 0;
        case RELU_N1_TO_1 -> x < 1 ? Math.max(x, -1) : 1;
        case RELU6 -> x < 6 ? Math.max(x, 0) : 6;
        case TANH -> (float) Math.tanh(x);
        case SIGN_BIT -> Float.floatToRawIntBits(x) < 0 ? 1 : 0;
      };
    }
  }

  @Override
  public String name() {
    return "SVDF";
  }

  /** Returns the number of filters: {@code units * rank}. */
  public int filters() {
    return units * rank;
  }
}
