/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.layout;

import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.api.tensor.TensorType;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** What operators pad with where the model names no value: real zero. */
final class PaddingZero {
  private PaddingZero() {}

  /** Returns every byte of real zero: the zero point for INT8, 0 for all other types. */
  static byte of(PrepareContext context, TensorSpec output) {
    if (output.type() != TensorType.INT8) {
      return 0;
    }
    int zeroPoint = output.quantization().zeroPoint();
    context.require(
        zeroPoint == (byte) zeroPoint,
        output + " has the zero point " + zeroPoint + ", needs one from -128 to 127");
    return (byte) zeroPoint;
  }
}
