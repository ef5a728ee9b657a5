/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.quantization.QuantizedMultiplier;

/**
 * PRELU: {@code output = input >= 0 ? input : input * alpha}, element by element with broadcasting.
 * Mirrors {@code micro/kernels/prelu.cc} and {@code kernels/internal/reference/prelu.h}.
 *
 * <p>Tensors: input, alpha, output. Types (input, alpha, output): all FLOAT32, of rank 4 at most;
 * all INT8; INT16, INT8, INT16.
 *
 * <p>INT8 and INT16, with {@code x = input + inputOffset}: x times identityMultiplier where x is at
 * least 0, else {@code x * (alpha + alphaOffset)} times alphaMultiplier; plus outputOffset, clamped
 * to the output's type.
 *
 * @param broadcast input 0 is the input, input 1 alpha
 * @param inputOffset minus the input's zero point
 * @param alphaOffset minus the zero point of alpha
 * @param outputOffset the output's zero point
 * @param identityMultiplier the input's scale relative to the output's
 * @param alphaMultiplier the product of the scales of input and alpha relative to the output's
 */
public record Prelu(
    Broadcast broadcast,
    int inputOffset,
    int alphaOffset,
    int outputOffset,
    QuantizedMultiplier identityMultiplier,
    QuantizedMultiplier alphaMultiplier)
    implements Op {
  @Override
  public String name() {
    return "PRELU";
  }
}
