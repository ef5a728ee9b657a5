/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR. Mirrors {@code micro/kernels/resize_bilinear.cc} and
 * {@code resize_nearest_neighbor.cc} and their files in {@code kernels/internal/reference}.
 *
 * <p>Tensors: input [batches, inputHeight, inputWidth, depth]; size, a constant INT32 [2]; output
 * [batches, outputHeight, outputWidth, depth] of the input's type. Sizes are at least 1.
 *
 * <p>Where rounding leads the bilinear kernel past the last row or column, TFLM reads beyond the
 * input. Here the last one counts.
 *
 * @param alignCorners true if the centers of the corner pixels of input and output coincide
 * @param halfPixelCenters true if a pixel's center lies half a pixel from its corner; not with
 *     alignCorners for RESIZE_BILINEAR
 */
public record Resize(
    int batches,
    int inputHeight,
    int inputWidth,
    int outputHeight,
    int outputWidth,
    int depth,
    boolean alignCorners,
    boolean halfPixelCenters,
    Numerics numerics)
    implements Op {
  /** Input: the images. */
  public static final int INPUT = 0;

  /** Input: height and width of the output. */
  public static final int SIZE = 1;

  /** Output: the resized images. */
  public static final int OUTPUT = 0;

  /** How an output pixel comes from input pixels; it decides which of the operators this is. */
  public sealed interface Numerics {}

  /** RESIZE_NEAREST_NEIGHBOR of FLOAT32, INT8 or INT16: one pixel is copied. */
  public record NearestNeighbor() implements Numerics {}

  /** RESIZE_BILINEAR of FLOAT32: the weights of the four pixels are floats. */
  public record RealBilinear() implements Numerics {}

  /**
   * RESIZE_BILINEAR of INT8: rows and columns are weighted in steps of 1/1024, and the sum is
   * rounded to nearest, halves away from zero. Input and output have the same quantization.
   */
  public record QuantizedBilinear() implements Numerics {}

  @Override
  public String name() {
    return switch (numerics) {
      case NearestNeighbor _ -> "RESIZE_NEAREST_NEIGHBOR";
      case RealBilinear _, QuantizedBilinear _ -> "RESIZE_BILINEAR";
    };
  }
}
