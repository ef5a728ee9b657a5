/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.interpreter.prepare.elementwise;

import static org.tflm4j.api.tensor.TensorType.FLOAT32;
import static org.tflm4j.api.tensor.TensorType.INT16;
import static org.tflm4j.api.tensor.TensorType.INT8;

import org.tflm4j.api.op.Elu;
import org.tflm4j.api.op.HardSwish;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.Op;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.op.UnaryOp;
import org.tflm4j.api.quantization.QuantizedMultiplier;
import org.tflm4j.api.quantization.Rounding;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorSpec;
import org.tflm4j.interpreter.prepare.PrepareContext;

/**
 * Prepares RELU, RELU6, LEAKY_RELU, ELU and HARD_SWISH. Mirrors {@code
 * micro/kernels/activations_common.cc}, {@code leaky_relu_common.cc}, {@code elu.cc} and {@code
 * hard_swish_common.cc}.
 */
final class PrepareActivation {
  // LeakyReluOptions: 0 alpha
  private static final int ALPHA = 0;

  private PrepareActivation() {}

  static Op relu(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8, INT16);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    if (input.type() == FLOAT32) {
      return new Relu(new Relu.Real());
    }
    float inputScale = context.requireQuantized(input).scale();
    float outputScale = context.requireQuantized(output).scale();
    if (input.type() == INT16) {
      ElementwiseChecks.requireZeroPoint(context, input, 0);
      ElementwiseChecks.requireZeroPoint(context, output, 0);
    }
    int typeMin = input.type() == INT8 ? Byte.MIN_VALUE : Short.MIN_VALUE;
    int typeMax = input.type() == INT8 ? Byte.MAX_VALUE : Short.MAX_VALUE;
    int zero = output.quantization().zeroPoint();
    return new Relu(
        new Relu.Quantized(
            input.quantization().zeroPoint(),
            ElementwiseChecks.multiplier(context, inputScale / outputScale),
            zero,
            new IntegerRange(Math.max(typeMin, zero), typeMax)));
  }

  static Op relu6(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8, INT16);
    TensorSpec input = context.input(UnaryOp.INPUT);
    if (input.type() == FLOAT32) {
      return new Relu6(new Relu6.Real());
    }
    Quantization quantization = context.requireQuantized(input);
    int typeMin = input.type() == INT8 ? Byte.MIN_VALUE : Short.MIN_VALUE;
    int typeMax = input.type() == INT8 ? Byte.MAX_VALUE : Short.MAX_VALUE;
    int zero = quantization.zeroPoint();
    double six = Rounding.halfAwayFromZero(6 / quantization.scale()) + (double) zero;
    return new Relu6(
        new Relu6.Quantized(new IntegerRange(zero, (int) Math.clamp(six, typeMin, typeMax))));
  }

  static Op leakyRelu(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8, INT16);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    float alpha = context.options().float32(ALPHA, 0);
    if (input.type() == FLOAT32) {
      return new LeakyRelu(new LeakyRelu.Real(alpha));
    }
    float inputScale = context.requireQuantized(input).scale();
    float outputScale = context.requireQuantized(output).scale();
    return new LeakyRelu(
        new LeakyRelu.Quantized(
            input.quantization().zeroPoint(),
            output.quantization().zeroPoint(),
            ElementwiseChecks.multiplier(context, inputScale / outputScale),
            ElementwiseChecks.multiplier(context, inputScale * alpha / outputScale)));
  }

  static Op elu(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8);
    if (context.input(UnaryOp.INPUT).type() == FLOAT32) {
      return new Elu(new Elu.Real());
    }
    return new Elu(
        new Elu.Quantized(
            context.requireQuantized(context.input(UnaryOp.INPUT)),
            context.requireQuantized(context.output(UnaryOp.OUTPUT))));
  }

  static Op hardSwish(PrepareContext context) {
    ElementwiseChecks.require(context, FLOAT32, INT8);
    TensorSpec input = context.input(UnaryOp.INPUT);
    TensorSpec output = context.output(UnaryOp.OUTPUT);
    if (input.type() == FLOAT32) {
      return new HardSwish(new HardSwish.Real());
    }
    float outputScale = context.requireQuantized(output).scale();
    // The input's scale after scaling it up by 128.
    float scale = context.requireQuantized(input).scale() / 128;
    QuantizedMultiplier outputMultiplier =
        ElementwiseChecks.multiplier(context, scale / outputScale);
    QuantizedMultiplier reluishMultiplier =
        ElementwiseChecks.multiplier(context, scale / (3f / 32768));
    context.require(
        outputMultiplier.shift() <= 0,
        "the scale of "
            + input
            + " is "
            + input.quantization().scale()
            + ", needs less than 128 times that of "
            + output
            + ", "
            + outputScale);
    return new HardSwish(
        new HardSwish.Quantized(
            input.quantization().zeroPoint(),
            output.quantization().zeroPoint(),
            reduced(outputMultiplier.multiplier()),
            outputMultiplier.shift(),
            reduced(reluishMultiplier.multiplier()),
            reluishMultiplier.shift()));
  }

  /** A multiplier in 16 bits. Mirrors {@code DownScaleInt32ToInt16Multiplier}. */
  private static int reduced(int multiplier) {
    return (int) Math.min(((long) multiplier + (1 << 15)) >> 16, Short.MAX_VALUE);
  }
}
