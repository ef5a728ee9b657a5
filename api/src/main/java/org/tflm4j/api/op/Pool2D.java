/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * AVERAGE_POOL_2D, MAX_POOL_2D and L2_POOL_2D: per channel, the average, the largest element or the
 * root of the average square of the taps of the window that lie inside the image (there is at least
 * one). Mirrors {@code micro/kernels/pooling.cc} and {@code l2_pool_2d.cc}.
 *
 * <p>Tensors: input [batches, inputHeight, inputWidth, depth]; output [batches, outputHeight,
 * outputWidth, depth], with the quantization of the input.
 *
 * <p>Types: INT8, INT16, FLOAT32; L2 pooling FLOAT32 only. Integer averages are rounded half away
 * from zero.
 *
 * @param window with dilation 1
 */
public record Pool2D(Kind kind, Window window, Numerics numerics) implements Op {
  /** Index of the input. */
  public static final int INPUT = 0;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  /** The arithmetic. */
  public sealed interface Numerics {}

  /**
   * Input and output are FLOAT32.
   *
   * @param activation the range of the outputs
   */
  public record Real(RealRange activation) implements Numerics {}

  /**
   * Input and output are INT8 or INT16 with one quantization, so that zero points and scales play
   * no part.
   *
   * @param activation the range of the outputs, not empty
   */
  public record Quantized(IntegerRange activation) implements Numerics {}

  /** What is computed of a window. */
  public enum Kind {
    AVERAGE,
    MAX,
    L2
  }

  @Override
  public String name() {
    return kind + "_POOL_2D";
  }
}
