/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * SVDF, a dense layer over a sliding window of time, factored into a filter over the input's
 * features and one over time: every invocation shifts the state of each filter by one step, appends
 * {@code featureWeights[f] . input}, and puts out {@code activation(bias[u] + sum of
 * (timeWeights[f] . state[f]) over the rank filters f of unit u)}. Mirrors {@code
 * micro/kernels/svdf_common.cc}.
 *
 * <p>Tensors: input [batches, inputDepth]; featureWeights [units * rank, inputDepth]; timeWeights
 * [units * rank, memory]; bias [units]; state [batches, units * rank * memory], a variable, oldest
 * step first; output [batches, units].
 *
 * <p>Types (input, featureWeights, timeWeights, bias, state, output): INT8, INT8, INT16, INT32,
 * INT16, INT8; INT8, INT8, INT8, INT32, INT8, INT8; all FLOAT32.
 *
 * <p>The format lets the bias be absent; TFLM dereferences it all the same, so it is required here.
 *
 * @param batches rows of the input, each with a state of its own
 * @param inputDepth features of a row
 * @param units outputs of a row
 * @param rank filters per unit
 * @param memory steps of time that the state holds
 * @param inputOffset minus the input's zero point, added to every input element
 * @param stateZeroPoint the state's zero point
 * @param outputOffset the output's zero point
 * @param featureMultiplier from feature dot products to the state; zero for FLOAT32
 * @param outputMultiplier from sums of time dot products to the output; zero for FLOAT32
 * @param activation for FLOAT32; TFLM's integer kernel applies none but the output's range
 */
public record Svdf(
    int batches,
    int inputDepth,
    int units,
    int rank,
    int memory,
    int inputOffset,
    int stateZeroPoint,
    int outputOffset,
    QuantizedMultiplier featureMultiplier,
    QuantizedMultiplier outputMultiplier,
    FloatActivation activation)
    implements Op {

  /** The activation functions of the format on real numbers. */
  public enum FloatActivation {
    NONE,
    RELU,
    RELU_N1_TO_1,
    RELU6,
    TANH,
    /** 1 for negative numbers, negative zero among them, and 0 for others. */
    SIGN_BIT
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
