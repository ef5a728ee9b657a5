/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.input;

import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.Tensor;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;

/** Tensors with memory of their own. */
final class Tensors {
  private Tensors() {}

  static Tensor of(TensorType type, Quantization quantization, int... shape) {
    TensorSpec spec = new TensorSpec(0, "x", type, Shape.of(shape), quantization, false, null);
    return new Tensor(spec, new byte[(int) spec.byteSize()], 0);
  }
}
