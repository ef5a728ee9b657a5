/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Quantization;

/**
 * ELU: the element where it is at least 0, {@code exp(element) - 1} elsewhere. Mirrors {@code
 * micro/kernels/elu.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32 or all INT8, with the same number of elements.
 */
public record Elu(Numerics numerics) implements UnaryOp {
  /** How the elements are computed. */
  public sealed interface Numerics {}

  /** FLOAT32. */
  public record Real() implements Numerics {}

  /**
   * INT8, through a table, see {@link org.tflm4j.api.quantization.LookupTable#ofInt8}.
   *
   * @param input the input's quantization
   * @param output the output's quantization
   */
  public record Quantized(Quantization input, Quantization output) implements Numerics {}

  @Override
  public String name() {
    return "ELU";
  }
}
