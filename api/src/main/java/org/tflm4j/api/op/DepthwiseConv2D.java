/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * DEPTHWISE_CONV_2D: output channel {@code o} of a pixel is {@code activation(sum(input[o /
 * depthMultiplier] * filter[o]) + bias[o])} over the taps of the window that lie inside the image.
 * Mirrors {@code micro/kernels/depthwise_conv.cc}.
 *
 * <p>Tensors: input [batches, inputHeight, inputWidth, inputDepth]; filter [1, filterHeight,
 * filterWidth, outputDepth]; bias [outputDepth], may be absent; output [batches, outputHeight,
 * outputWidth, outputDepth] with {@code outputDepth = inputDepth * depthMultiplier}.
 *
 * <p>Types (input, filter, bias, output): INT8, INT8 or INT4, INT32, INT8; INT16, INT8, INT64,
 * INT16; all FLOAT32. INT16 sums are 64 bits wide and requantized with the reduced multiplier. A
 * zero point of the filter is not looked at, as in TFLM.
 *
 * @param depthMultiplier output channels per input channel, at least 1
 * @param numerics zero points are 0 for INT16
 */
public record DepthwiseConv2D(Window window, int depthMultiplier, WeightedNumerics numerics)
    implements Op {
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
    return "DEPTHWISE_CONV_2D";
  }
}
