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
 * @param broadcast input 0 is the input, input 1 alpha
 */
public record Prelu(Broadcast broadcast, Numerics numerics) implements Op {
  /** Index of the input. */
  public static final int INPUT = 0;

  /** Index of alpha. */
  public static final int ALPHA = 1;

  /** Index of the output. */
  public static final int OUTPUT = 0;

  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8 and INT16. With {@code x = input - inputZeroPoint}: x times identityMultiplier where x is
   * at least 0, else {@code x * (alpha - alphaZeroPoint)} times alphaMultiplier. The output is that
   * plus outputZeroPoint, clamped to its type.
   *
   * @param identityMultiplier the input's scale relative to the output's
   * @param alphaMultiplier the product of the scales of input and alpha relative to the output's
   */
  public record Quantized(
      int inputZeroPoint,
      int alphaZeroPoint,
      int outputZeroPoint,
      QuantizedMultiplier identityMultiplier,
      QuantizedMultiplier alphaMultiplier)
      implements Numerics {}

  @Override
  public String name() {
    return "PRELU";
  }
}
