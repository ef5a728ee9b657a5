/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

/**
 * RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR. Mirrors {@code micro/kernels/resize_bilinear.cc} and
 * {@code resize_nearest_neighbor.cc} and their files in {@code kernels/internal/reference}.
 *
 * <p>Tensors: input [batches, inputHeight, inputWidth, depth]; size, a constant INT32 [2]; output
 * [batches, outputHeight, outputWidth, depth] of the input's type: FLOAT32 or INT8, and INT16 for
 * the nearest neighbor. Sizes are at least 1.
 *
 * <p>Where rounding leads the bilinear kernel past the last row or column, TFLM reads beyond the
 * input; here the last one counts.
 *
 * @param alignCorners true if the centers of the corner pixels of input and output coincide
 * @param halfPixelCenters true if a pixel's center lies half a pixel from its corner; not with
 *     alignCorners for RESIZE_BILINEAR
 */
public record Resize(
    Kind kind,
    int batches,
    int inputHeight,
    int inputWidth,
    int outputHeight,
    int outputWidth,
    int depth,
    boolean alignCorners,
    boolean halfPixelCenters)
    implements Op {
  /** The operator. */
  public enum Kind {
    RESIZE_BILINEAR,
    RESIZE_NEAREST_NEIGHBOR
  }

  @Override
  public String name() {
    return kind.name();
  }
}
