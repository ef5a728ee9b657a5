/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import static org.tflm4j.api.tensor.TensorType.BOOL;
import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;
import static org.tflm4j.api.tensor.TensorType.UINT32;
import static org.tflm4j.api.tensor.TensorType.UINT8;

import org.tflm4j.api.op.Cast;
import org.tflm4j.api.op.Dequantize;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Quantize;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares the conversions of type: QUANTIZE, DEQUANTIZE and CAST. Mirrors {@code
 * micro/kernels/quantize_common.cc}, {@code dequantize_common.cc} and {@code cast.cc}.
 */
final class PrepareQuantize {
  private PrepareQuantize() {}

  static Op quantize(PrepareContext context) {
    ElementwiseChecks.requireShapes(context);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    context.requireType(input, FLOAT32, INT8, UINT8, INT16, INT32);
    switch (input.type()) {
      case INT8 -> context.requireType(output, INT8, UINT8, INT16, INT32);
      case UINT8 -> context.requireType(output, INT8);
      case INT16 -> context.requireType(output, INT8, INT16, INT32);
      default -> context.requireType(output, INT8, INT16);
    }
    Quantization quantization = context.requireQuantized(output);
    context.require(
        quantization.scaleCount() == 1,
        output + " has " + quantization.scaleCount() + " scales, needs one for the tensor");
    if (input.type() == FLOAT32) {
      return new Quantize(new Quantize.Real(quantization.scale(), quantization.zeroPoint()));
    }
    double scale = context.requireQuantized(input).scale();
    return new Quantize(
        new Quantize.Quantized(
            input.quantization().zeroPoint(),
            ElementwiseChecks.multiplier(context, scale / quantization.scale()),
            quantization.zeroPoint()));
  }

  static Op dequantize(PrepareContext context) {
    ElementwiseChecks.requireShapes(context);
    context.requireType(context.input(UnaryOp.INPUT), INT8, UINT8, INT16);
    context.requireType(context.output(UnaryOp.OUTPUT), FLOAT32);
    Quantization quantization = context.requireQuantized(context.input(UnaryOp.INPUT));
    return new Dequantize(new Dequantize.Quantized(quantization.scale(), quantization.zeroPoint()));
  }

  static Op cast(PrepareContext context) {
    ElementwiseChecks.requireShapes(context);
    context.requireType(context.input(UnaryOp.INPUT), BOOL, INT8, INT16, INT32, UINT32, FLOAT32);
    context.requireType(context.output(UnaryOp.OUTPUT), INT8, INT16, INT32, UINT32, FLOAT32);
    return new Cast();
  }
}
