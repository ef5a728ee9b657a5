/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

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
 */
public record FullyConnected(
    int batches, int accumDepth, int outputDepth, WeightedNumerics numerics) implements Op {
  /** Index of the input. */
  public static final int INPUT = 0;

  /** Index of the filter among the inputs. */
  public static final int FILTER = 1;

  /** Index of the bias among the inputs; it may be absent. */
  public static final int BIAS = 2;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "FULLY_CONNECTED";
  }
}
