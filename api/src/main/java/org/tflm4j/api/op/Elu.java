/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.api.op;

import org.tflm4j.api.tensor.Quantization;

/**
 * ELU: the element where it is at least 0, {@code exp(element) - 1} elsewhere. Mirrors {@code
 * micro/kernels/elu.cc}.
 *
 * <p>Tensors: input and output, all FLOAT32 or all INT8, with the same number of elements. INT8
 * goes through a table, see {@link org.tflm4j.api.quantization.LookupTable#ofInt8}.
 *
 * @param input the input's quantization; not used for FLOAT32
 * @param output the output's quantization; not used for FLOAT32
 */
public record Elu(Quantization input, Quantization output) implements Op {
  @Override
  public String name() {
    return "ELU";
  }
}
