/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * CONV_2D, also grouped: output pixel and channel o is {@code activation(sum(input * filter[o]) +
 * bias[o])} over the taps of the window that lie inside the image and the input channels of o's
 * group. Mirrors {@code micro/kernels/conv.cc}.
 *
 * <p>Tensors: input [batches, inputHeight, inputWidth, inputDepth]; filter [outputDepth,
 * filterHeight, filterWidth, inputDepth / groups]; bias [outputDepth], may be absent; output
 * [batches, outputHeight, outputWidth, outputDepth]. Output channels {@code g * outputDepth /
 * groups} and following see input channels {@code g * inputDepth / groups} and following.
 *
 * <p>Types (input, filter, bias, output): INT8, INT8 or INT4, INT32, INT8; INT16, INT8, INT32 or
 * INT64, INT16; all FLOAT32. A zero point of the filter is not looked at, as in TFLM.
 *
 * @param groups at least 1; divides both depths
 * @param numerics zero points are 0 for INT16
 */
public record Conv2D(Window window, int groups, WeightedNumerics numerics) implements Op {
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
    return "CONV_2D";
  }
}
