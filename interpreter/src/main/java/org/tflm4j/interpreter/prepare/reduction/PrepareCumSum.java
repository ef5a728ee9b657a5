/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.reduction;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT32;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.CumSum;
import org.tflm4j.api.op.InputScaling;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/** Prepares CUMSUM. Mirrors {@code micro/kernels/cumsum.cc}. */
final class PrepareCumSum {
  // CumsumOptions
  private static final int EXCLUSIVE = 0;
  private static final int REVERSE = 1;

  /** Bits that an INT8 element is shifted up before it is scaled: 9 of them fit an int. */
  private static final int LEFT_SHIFT = 20;

  private PrepareCumSum() {}

  static Op prepare(PrepareContext context) {
    context.requireInputCount(2);
    context.requireOutputCount(1);
    TensorSpec input = context.input(CumSum.INPUT);
    TensorSpec axisTensor = context.input(CumSum.AXIS);
    TensorSpec output = context.output(CumSum.OUTPUT);
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
    return new CumSum(
        input.shape(),
        axis,
        context.options().bool(EXCLUSIVE, false),
        context.options().bool(REVERSE, false),
        input.type() == FLOAT32 ? new CumSum.Real() : quantized(context, input, output));
  }

  private static CumSum.Quantized quantized(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    return new CumSum.Quantized(
        new InputScaling(input.quantization().zeroPoint(), LEFT_SHIFT, QuantizedMultiplier.of(0.5)),
        outputMultiplier(context, input, output),
        output.quantization().zeroPoint());
  }

  private static QuantizedMultiplier outputMultiplier(
      PrepareContext context, TensorSpec input, TensorSpec output) {
    double inputScale = context.requireQuantized(input).scale();
    double outputScale = context.requireQuantized(output).scale();
    double multiplier = 2 * inputScale / ((1 << LEFT_SHIFT) * outputScale);
    QuantizedMultiplier quantized = QuantizedMultiplier.of(multiplier);
    context.require(
        multiplier < 1 && quantized.shift() <= 0,
        "the scale of " + input + " is more than 2^19 times that of " + output);
    return quantized;
  }
}
