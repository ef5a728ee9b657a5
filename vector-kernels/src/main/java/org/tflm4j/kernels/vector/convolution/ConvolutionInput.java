/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.vector.convolution;

import org.tflm4j.api.op.WeightedNumerics;
import org.tflm4j.api.op.WeightedNumerics.Quantized;
import org.tflm4j.api.op.WeightedNumerics.Real;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorType;

/**
 * The input of a convolution.
 *
 * @param type INT8, INT16 or FLOAT32
 * @param shape NHWC
 * @param rowsApart rows from one input pixel to the next, with zero points between; 1 unless the
 *     convolution is a transposed one
 * @param columnsApart columns from one input pixel to the next
 * @param zeroPoint stands for real zero; 0 for FLOAT32
 */
record ConvolutionInput(
    TensorType type, Shape shape, int rowsApart, int columnsApart, float zeroPoint) {
  /** Returns what stands for real zero in an input. */
  static float zeroPoint(WeightedNumerics numerics) {
    return switch (numerics) {
      case Real real -> 0;
      case Quantized quantized -> quantized.inputZeroPoint();
    };
  }
}
