/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.support;

import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** The scales of quantized tensors that kernels take into sums and products. */
public final class ArithmeticScalings {
  private ArithmeticScalings() {}

  /**
   * Returns the scale of a tensor, which must be quantized with a zero point that its type can hold
   * (kernels rely on that for their accumulators).
   */
  public static float scale(PrepareContext context, TensorSpec tensor) {
    float scale = context.requireQuantized(tensor).scale();
    int zeroPoint = tensor.quantization().zeroPoint();
    int limit = tensor.type() == TensorType.INT16 ? 1 << 15 : 1 << 7;
    context.require(
        zeroPoint >= -limit && zeroPoint < limit,
        tensor
            + " has the zero point "
            + zeroPoint
            + ", needs one from "
            + -limit
            + " to "
            + (limit - 1));
    return scale;
  }
}
