/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.cli.analysis;

import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorSpec;

/**
 * A tensor.
 *
 * @param index its index in its subgraph
 * @param name its name, may be empty
 * @param type type of its elements
 * @param shape its dimensions
 * @param bytes bytes of its elements
 * @param constant true if the model holds its values
 * @param variable true if it keeps its values between invocations
 * @param scale the (first) quantization scale, null where it is not quantized
 * @param zeroPoint the (first) zero point, null where it is not quantized
 * @param scales the number of scales
 * @param quantizedDimension the axis that several scales run along, else null
 */
public record TensorDescription(
    int index,
    String name,
    String type,
    int[] shape,
    long bytes,
    boolean constant,
    boolean variable,
    Float scale,
    Integer zeroPoint,
    int scales,
    Integer quantizedDimension) {
  /** Describes a tensor. */
  public static TensorDescription of(TensorSpec spec) {
    Quantization quantization = spec.quantization();
    boolean quantized = quantization.isPresent();
    return new TensorDescription(
        spec.index(),
        spec.name(),
        spec.type().name(),
        spec.shape().toArray(),
        spec.byteSize(),
        spec.isConstant(),
        spec.isVariable(),
        quantized ? quantization.scale() : null,
        quantized ? quantization.zeroPoint() : null,
        quantization.scaleCount(),
        quantization.scaleCount() > 1 ? quantization.quantizedDimension() : null);
  }
}
