/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * TRANSPOSE_CONV, the gradient of a convolution: every input pixel adds its products to the window
 * of the output that a convolution from the output to the input would have read for it; then bias
 * and activation. Mirrors {@code micro/kernels/transpose_conv.cc}.
 *
 * <p>Tensors: the output's shape, which is not looked at (the declared shape of the output counts,
 * as in TFLM); filter [outputDepth, filterHeight, filterWidth, inputDepth]; input [batches,
 * inputHeight, inputWidth, inputDepth]; bias [outputDepth], may be absent; output [batches,
 * outputHeight, outputWidth, outputDepth].
 *
 * <p>Types (input, filter, bias, output): INT8, INT8, INT32, INT8; INT16, INT8, INT16 or INT64,
 * INT16; all FLOAT32. INT16 sums are 64 bits wide and requantized with the reduced multiplier. A
 * zero point of the filter is not looked at, as in TFLM.
 *
 * @param window moves over the output: input pixel (y, x) adds to output rows {@code y *
 *     strideHeight - paddingTop + filterY}; dilation is 1
 * @param numerics zero points are 0 for INT16
 */
public record TransposeConv(Window window, WeightedNumerics numerics) implements Op {
  /** Index of the output's shape among the inputs. */
  public static final int OUTPUT_SHAPE = 0;

  /** Index of the filter among the inputs. */
  public static final int FILTER = 1;

  /** Index of the input among the inputs. */
  public static final int INPUT = 2;

  /** Index of the bias among the inputs; it may be absent. */
  public static final int BIAS = 3;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  @Override
  public String name() {
    return "TRANSPOSE_CONV";
  }
}
