/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.L2Normalization;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.tensor.Shape;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares L2_NORMALIZATION. Mirrors {@code micro/kernels/l2norm.cc}. */
final class PrepareL2Normalization {
  // L2NormOptions: 0 fused_activation_function
  private static final int ACTIVATION = 0;

  private PrepareL2Normalization() {}

  static Op prepare(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8);
    TensorSpec input = context.input(UnaryOp.INPUT);
    context.requireRank(input, 1, 4);
    int activation = context.options().int8(ACTIVATION, 0);
    context.require(
        activation == 0, "the fused activation function " + activation + " is not supported");
    Shape shape = input.shape();
    return new L2Normalization(
        shape.elementCount(0, shape.rank() - 1),
        shape.lastDimension(),
        input.type() == FLOAT32
            ? new L2Normalization.Real()
            : new L2Normalization.Quantized(input.quantization().zeroPoint()));
  }
}
