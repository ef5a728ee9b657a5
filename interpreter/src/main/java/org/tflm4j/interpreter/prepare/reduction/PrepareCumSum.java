/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.reduction;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.CumSum;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares CUMSUM. Mirrors {@code micro/kernels/cumsum.cc}. */
final class PrepareCumSum {
  // CumsumOptions
  private static final int EXCLUSIVE = 0;
  private static final int REVERSE = 1;

  private PrepareCumSum() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(0);
    TensorSpec axisTensor = context.input(1);
    TensorSpec output = context.output(0);
    context.requireType(input, FLOAT32, INT8);
    context.requireType(axisTensor, INT32);
    context.require(axisTensor.elementCount() == 1, axisTensor + " needs one element");
    context.requireRank(input, 1, Integer.MAX_VALUE);
    context.requireSameType(input, output);
    context.requireSameShape(input, output);
    int axis =
        axisTensor.isConstant()
            ? context.requireAxis(context.constantInts(axisTensor)[0], input.shape().rank())
            : CumSum.AXIS_AT_RUN_TIME;
    boolean quantized = input.type() == INT8;
    return new CumSum(
        input.shape(),
        axis,
        context.options().bool(EXCLUSIVE, false),
        context.options().bool(REVERSE, false),
        quantized ? -input.quantization().zeroPoint() : 0,
        quantized ? output.quantization().zeroPoint() : 0,
        quantized ? QuantizedMultiplier.of(0.5) : QuantizedMultiplier.ZERO,
        quantized ? outputMultiplier(context, input, output) : QuantizedMultiplier.ZERO);
  }

  private static QuantizedMultiplier outputMultiplier(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    double inputScale = context.requireQuantized(input).scale();
    double outputScale = context.requireQuantized(output).scale();
    double multiplier = 2 * inputScale / ((1 << CumSum.LEFT_SHIFT) * outputScale);
    QuantizedMultiplier quantized = QuantizedMultiplier.of(multiplier);
    context.require(
        multiplier < 1 && quantized.shift() <= 0,
        "the scale of " + input + " is more than 2^19 times that of " + output);
    return quantized;
  }
}
