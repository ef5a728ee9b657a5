/* Copyright 2026 The TFLM4J Authors. SPDX-License-Identifier: Apache-2.0 */
package org.tflm4j.kernels.reference.elementwise;

import org.tflm4j.api.kernel.Kernel;
import org.tflm4j.api.op.Elu;
import org.tflm4j.api.op.IntegerRange;
import org.tflm4j.api.op.LeakyRelu;
import org.tflm4j.api.op.Relu;
import org.tflm4j.api.op.Relu6;
import org.tflm4j.api.quantization.FixedPoint;
import org.tflm4j.api.quantization.LookupTable;
import org.tflm4j.api.spi.KernelRequest;
import org.tflm4j.api.tensor.Quantization;
import org.tflm4j.api.tensor.TensorType;

/**
 * RELU and its relatives. Mirrors {@code micro/kernels/activations_common.cc}, {@code elu.cc} and
 * {@code kernels/internal/reference/leaky_relu.h}, {@code elu.h}.
 */
final class ReferenceActivation {
  private ReferenceActivation() {}

  static Kernel relu(Relu op, KernelRequest request) {
    return switch (op.numerics()) {
      case Relu.Real() -> ElementwiseLoop.ofReal(x -> x < 0 ? 0 : x);
      case Relu.Quantized quantized ->
          ElementwiseLoop.ofIntegers(
              request.inputType(Relu.INPUT),
              x -> {
                int scaled = quantized.multiplier().apply(x - quantized.inputZeroPoint());
                return quantized.activation().clamp(quantized.outputZeroPoint() + scaled);
              });
    };
  }

  static Kernel relu6(Relu6 op, KernelRequest request) {
    return switch (op.numerics()) {
      // NaN stays NaN.
      case Relu6.Real() -> ElementwiseLoop.ofReal(x -> x < 0 ? 0 : x > 6 ? 6 : x);
      case Relu6.Quantized(IntegerRange range) ->
          ElementwiseLoop.ofIntegers(request.inputType(Relu6.INPUT), range::clamp);
    };
  }

  static Kernel leakyRelu(LeakyRelu op, KernelRequest request) {
    return switch (op.numerics()) {
      case LeakyRelu.Real(float alpha) -> ElementwiseLoop.ofReal(x -> x > 0 ? x : x * alpha);
      case LeakyRelu.Quantized quantized ->
          leakyRelu(quantized, request.inputType(LeakyRelu.INPUT));
    };
  }

  private static Kernel leakyRelu(LeakyRelu.Quantized op, TensorType type) {
    int min = IntegerElements.min(type);
    int max = IntegerElements.max(type);
    int multiplier = op.identityMultiplier().multiplier();
    int shift = op.identityMultiplier().shift();
    // The magnitude of alpha multiplies; the rounded product takes the sign of a negative alpha.
    int alphaMultiplier = Math.abs(op.alphaMultiplier().multiplier());
    int alphaShift = op.alphaMultiplier().shift();
    int alphaSign = op.alphaMultiplier().multiplier() >> 31;
    return ElementwiseLoop.ofIntegers(
        type,
        x -> {
          int input = x - op.inputZeroPoint();
          // All bits set below 0: without branches, since signs are hard to predict.
          int below = input >> 31;
          int scaled =
              FixedPoint.multiply(
                  input,
                  multiplier ^ ((multiplier ^ alphaMultiplier) & below),
                  shift ^ ((shift ^ alphaShift) & below));
          int sign = alphaSign & below;
          return Math.clamp(op.outputZeroPoint() + (scaled ^ sign) - sign, min, max);
        });
  }

  static Kernel elu(Elu op, KernelRequest request) {
    return switch (op.numerics()) {
      case Elu.Real() -> ElementwiseLoop.ofReal(x -> x < 0 ? (float) Math.expm1(x) : x);
      case Elu.Quantized(Quantization input, Quantization output) ->
          ElementwiseLoop.ofTable(
              LookupTable.ofInt8(input, output, x -> x < 0 ? (float) StrictMath.exp(x) - 1 : x));
    };
  }
}
