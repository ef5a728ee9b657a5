/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.ChannelMultipliers;

/**
 * FULLY_CONNECTED: {@code output[b, o] = activation(sum_i input[b, i] * filter[o, i] + bias[o])}.
 * Mirrors {@code micro/kernels/fully_connected.cc}.
 *
 * <p>Tensors: input [batches, accumDepth] after flattening; filter [outputDepth, accumDepth]; bias
 * [outputDepth], may be absent; output [batches, outputDepth].
 *
 * <p>Types (input, filter, bias, output): INT8, INT8 or INT4, INT32, INT8; INT16, INT8, INT32 or
 * INT64, INT16; all FLOAT32.
 *
 * @param batches rows of the input
 * @param accumDepth elements of a row: the length of the dot products
 * @param outputDepth rows of the filter
 * @param inputOffset minus the input's zero point, added to every input element
 * @param filterOffset minus the filter's zero point, added to every filter element
 * @param outputOffset the output's zero point
 * @param multipliers requantization, one per row of the filter; {@link ChannelMultipliers#NONE} for
 *     FLOAT32
 * @param accumulator64 INT16 only: sums are 64 bits wide and requantized with the reduced
 *     multiplier
 */
public record FullyConnected(
    int batches,
    int accumDepth,
    int outputDepth,
    int inputOffset,
    int filterOffset,
    int outputOffset,
    ChannelMultipliers multipliers,
    boolean accumulator64,
    Activation activation)
    implements Op {
  @Override
  public String name() {
    return "FULLY_CONNECTED";
  }
}
