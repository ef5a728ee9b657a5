/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.tensor;

import java.util.Arrays;

/**
 * Affine quantization: {@code real = scale * (quantized - zeroPoint)}, for the whole tensor or for
 * each slice along {@link #quantizedDimension()}. Immutable.
 */
public final class Quantization {
  /** No quantization: the values are the numbers themselves. */
  public static final Quantization NONE = new Quantization(new float[0], new int[0], 0);

  private final float[] scales;
  private final int[] zeroPoints;
  private final int quantizedDimension;

  private Quantization(float[] scales, int[] zeroPoints, int quantizedDimension) {
    this.scales = scales;
    this.zeroPoints = zeroPoints;
    this.quantizedDimension = quantizedDimension;
  }

  /**
   * Returns the quantization with these parameters.
   *
   * @param scales one scale for the tensor, or one for each slice
   * @param zeroPoints as many as there are scales, or none or one for all
   * @param quantizedDimension the axis that the scales run along
   * @throws IllegalArgumentException if the counts of scales and zero points do not fit
   */
  public static Quantization of(float[] scales, int[] zeroPoints, int quantizedDimension) {
    if (scales.length == 0) {
      return NONE;
    }
    int[] points =
        switch (zeroPoints.length) {
          case 0 -> new int[scales.length];
          case 1 -> {
            int[] repeated = new int[scales.length];
            Arrays.fill(repeated, zeroPoints[0]);
            yield repeated;
          }
          default -> zeroPoints.clone();
        };
    if (points.length != scales.length) {
      throw new IllegalArgumentException(
          scales.length + " quantization scales but " + points.length + " zero points");
    }
    return new Quantization(scales.clone(), points, quantizedDimension);
  }

  /** Returns the quantization of a whole tensor. */
  public static Quantization of(float scale, int zeroPoint) {
    return new Quantization(new float[] {scale}, new int[] {zeroPoint}, 0);
  }

  /** Returns true if there is at least one scale. */
  public boolean isPresent() {
    return scales.length > 0;
  }

  /** Returns the number of scales: 0, 1, or the number of slices. */
  public int scaleCount() {
    return scales.length;
  }

  /** Returns the (first) scale, 0 where there is no quantization, as TFLM has it. */
  public float scale() {
    return scales.length == 0 ? 0 : scales[0];
  }

  /** Returns the scale of slice {@code index}. */
  public float scale(int index) {
    return scales[index];
  }

  /** Returns the (first) zero point, 0 where there is no quantization. */
  public int zeroPoint() {
    return zeroPoints.length == 0 ? 0 : zeroPoints[0];
  }

  /** Returns the zero point of slice {@code index}. */
  public int zeroPoint(int index) {
    return zeroPoints[index];
  }

  /** Returns the axis that the scales run along; of no meaning with a single scale. */
  public int quantizedDimension() {
    return quantizedDimension;
  }

  /** Returns for example {@code scale 0.0078125, zero point -128}. */
  @Override
  public String toString() {
    return switch (scales.length) {
      case 0 -> "not quantized";
      case 1 -> "scale " + scales[0] + ", zero point " + zeroPoints[0];
      default -> scales.length + " scales along dimension " + quantizedDimension;
    };
  }
}
